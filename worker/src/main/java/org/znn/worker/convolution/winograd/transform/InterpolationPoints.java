package org.znn.worker.convolution.winograd.transform;

/**
 * Points at which the polynomials are evaluated and interpolated: 0, pairs ±p and optionally infinity. The points
 * determine the rounding error: these sets have small errors for their sizes, and all finite points are dyadic
 * fractions, so that their sums and products are exact in double precision.
 *
 * @param positives the positive point of each pair
 * @param infinity  whether infinity, which yields the leading coefficient, is the last point
 */
record InterpolationPoints(double[] positives, boolean infinity) {

    /**
     * Returns the set of the given size.
     *
     * @param count 4, 6 or 7
     * @throws IllegalArgumentException for any other count
     */
    static InterpolationPoints of(int count) {
        return switch (count) {
            case 4 -> new InterpolationPoints(new double[] {1}, true);
            case 6 -> new InterpolationPoints(new double[] {0.625, 1.5}, true);
            case 7 -> new InterpolationPoints(new double[] {0.5625, 1.1875, 3.5}, false);
            default -> throw new IllegalArgumentException("no set of " + count + " interpolation points");
        };
    }

    /** Returns the number of finite points, which come first. */
    int finiteCount() {
        return 1 + 2 * positives.length;
    }

    boolean isInfinity(int i) {
        return infinity && i == finiteCount();
    }

    /** Finite point {@code i}: 0, then each pair in turn, its positive point first. */
    double point(int i) {
        return i == 0 ? 0 : i % 2 == 1 ? positives[i / 2] : -positives[i / 2 - 1];
    }
}
