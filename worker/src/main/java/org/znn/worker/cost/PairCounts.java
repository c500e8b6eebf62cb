package org.znn.worker.cost;

/**
 * How many pairs of voxels each edge of the maximum spanning forest decides on, and how many of them rightly. Counts
 * are whole numbers, exact up to 2^53, unless segments were counted in fractions.
 *
 * @param merger         by edge: the pairs of different segments it joins
 * @param splitter       by edge: the pairs of one segment it joins
 * @param voxels         that are not boundary
 * @param truePositives  pairs of one segment joined at 0.5 or above
 * @param trueNegatives  pairs of different segments joined at 0.5 or below
 * @param falsePositives pairs of different segments joined above 0.5
 * @param falseNegatives pairs of one segment joined below 0.5
 */
record PairCounts(double[] merger, double[] splitter, long voxels, double truePositives, double trueNegatives,
        double falsePositives, double falseNegatives) {

    /** The share of all pairs that is wrong; 0 where there is no pair. */
    double randError() {
        double pairs = voxels * (voxels - 1.0) / 2;
        return pairs == 0 ? 0 : (falsePositives + falseNegatives) / pairs;
    }
}
