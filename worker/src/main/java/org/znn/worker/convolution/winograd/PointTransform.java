package org.znn.worker.convolution.winograd;

/**
 * The one-dimensional transforms of a set of points, vectors of tiles at a time. The sets are symmetrical, which halves
 * the work: p and −p share an even and an odd part.
 */
interface PointTransform {

    /** Outputs that are always written: those past the tile's own hold nothing of use. */
    int OUTPUTS = 4;

    /**
     * Values at the points from the inputs of tiles: the matrix {@link CookToom#input}.
     *
     * @param first vector of the passage
     * @param last  past the last one
     */
    void input(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt);

    /** {@link #OUTPUTS} outputs from products: the matrix {@link CookToom#output}. */
    void output(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt);

    /**
     * Values at the points from the output gradient of tiles: the transpose of the matrix {@link CookToom#output}. It
     * reads {@link #OUTPUTS} numbers; in place of those past the tile's own the passage tells the last one again.
     */
    void gradient(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt);

    /** The one of an axis. */
    static PointTransform of(Axis axis) {
        CookToom matrices = axis.matrices();
        return switch (axis.points()) {
            case 4 -> new FourPoints(matrices);
            case 6 -> new SixPoints(matrices);
            default -> new SevenPoints(matrices);
        };
    }
}
