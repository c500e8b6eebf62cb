/** PNG images, decoded row by row. */
package org.znn.common.volume.png;
