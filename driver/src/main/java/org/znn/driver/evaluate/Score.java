package org.znn.driver.evaluate;

import org.znn.common.segmentation.SegmentationScores;

/**
 * Scores of an output at one threshold.
 *
 * @param threshold  value above which a voxel is inside a cell or an edge joins its two voxels; NaN for a segmentation
 * @param pixelError fraction of values on the wrong side of the threshold, 0 to 1; NaN for a segmentation
 * @param segments   scores of the segments, mean over the separately segmented pieces
 */
record Score(double threshold, double pixelError, SegmentationScores segments) {
}
