/** Sizes, positions and boxes on the voxel grid; every triple is (z, y, x). */
package org.znn.common.geometry;
