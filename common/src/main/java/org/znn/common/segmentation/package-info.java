/** Voxels joined to segments, and how two segmentations of the same voxels are compared. */
package org.znn.common.segmentation;
