package org.znn.worker.convolution.winograd;

/**
 * The points at which polynomials are evaluated and interpolated: 0, some pairs ±p, and infinity or not. They decide
 * how much is rounded: the sets here round little for their sizes, and all are dyadic, so that double computes with
 * them exactly.
 *
 * @param pairs    the positive ones of the pairs
 * @param infinity whether infinity, the leading coefficient, is one of them; then it is the last
 */
record Points(double[] pairs, boolean infinity) {

    /**
     * The set of that many points: 4, 6 or 7.
     *
     * @throws IllegalArgumentException for any other number
     */
    static Points of(int count) {
        return switch (count) {
            case 4 -> new Points(new double[] {1}, true);
            case 6 -> new Points(new double[] {0.625, 1.5}, true);
            case 7 -> new Points(new double[] {0.5625, 1.1875, 3.5}, false);
            default -> throw new IllegalArgumentException("no set of " + count + " points");
        };
    }

    int count() {
        return finite() + (infinity ? 1 : 0);
    }

    /** Points that are not infinity: the first ones. */
    int finite() {
        return 1 + 2 * pairs.length;
    }

    /** A finite point: 0, then the first pair, the positive one first, and so on. */
    double at(int i) {
        return i == 0 ? 0 : i % 2 == 1 ? pairs[i / 2] : -pairs[i / 2 - 1];
    }
}
