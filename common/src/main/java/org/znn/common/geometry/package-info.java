/** Sizes, positions and boxes on the voxel grid; the axis order is (z, y, x) throughout. */
package org.znn.common.geometry;
