package org.znn.driver.evaluate;

/**
 * Scores of an output at one threshold.
 *
 * @param threshold  value above which a voxel is inside a cell or an edge joins its two voxels
 * @param pixelError fraction of values on the wrong side of the threshold, 0 to 1
 * @param vRand      V_Rand, 0 to 1, mean over the separately segmented pieces
 * @param vInfo      V_Info, 0 to 1, mean over the separately segmented pieces
 */
record Score(double threshold, double pixelError, double vRand, double vInfo) {
}
