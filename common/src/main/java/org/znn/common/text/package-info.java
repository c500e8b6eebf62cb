/** User-supplied text files and paths. */
package org.znn.common.text;
