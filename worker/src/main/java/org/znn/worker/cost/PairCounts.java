package org.znn.worker.cost;

/**
 * Numbers of voxel pairs joined by the edges of the maximum spanning forest. Counts are integers, exact up to 2^53,
 * unless voxels were counted as fractions of their segments.
 *
 * @param merger         number of pairs of different segments that an edge joins, by edge
 * @param splitter       number of pairs of the same segment that an edge joins, by edge
 * @param voxels         number of voxels in segments
 * @param truePositives  pairs of the same segment joined at 0.5 or above
 * @param trueNegatives  pairs of different segments joined at 0.5 or below
 * @param falsePositives pairs of different segments joined above 0.5
 * @param falseNegatives pairs of the same segment joined below 0.5
 */
record PairCounts(double[] merger, double[] splitter, long voxels, double truePositives, double trueNegatives,
        double falsePositives, double falseNegatives) {

    /** Returns the fraction of misclassified pairs; 0 if there are no pairs. */
    double randError() {
        double pairs = voxels * (voxels - 1.0) / 2;
        return pairs == 0 ? 0 : (falsePositives + falseNegatives) / pairs;
    }
}
