package org.znn.driver.evaluate;

/**
 * How good an output is at one threshold.
 *
 * @param threshold  above which a voxel is inside or an edge joins
 * @param pixelError share of values on the wrong side, 0 to 1
 * @param rand       V_Rand, 0 to 1, the mean over what was segmented at a time
 * @param info       V_Info, likewise
 */
record Score(double threshold, double pixelError, double rand, double info) {
}
