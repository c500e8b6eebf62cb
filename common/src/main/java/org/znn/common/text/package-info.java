/** Text files and paths as users write them. */
package org.znn.common.text;
