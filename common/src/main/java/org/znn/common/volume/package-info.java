/** Image volumes in memory, {@code [channel][z][y][x]}, and readers of volume files. */
package org.znn.common.volume;
