package org.znn.worker.convolution.winograd.transform;

/**
 * One-dimensional transforms to and from a set of interpolation points, a vector of lanes at a time. The sets are
 * symmetric, which halves the work: the rows of p and −p share an even and an odd part.
 *
 * <p>Each transform processes vectors {@code first} to {@code last − 1} of a layout.
 *
 * <p>Implementations name coefficients after their points: in B', {@code z2} is the coefficient of x² in the polynomial
 * of point 0, {@code p1x2} that in the polynomial of pair 1, and {@code p1} the positive point of pair 1; in A',
 * {@code p1e2} is the square of that point, and {@code i2} the entry of infinity for output 2.
 */
public interface WinogradTransform {

    /** Outputs that {@link #transformOutput} always writes; those beyond the tile's own are meaningless. */
    int PADDED_OUTPUTS = 4;

    /** Multiplies the inputs of tiles by {@link CookToomMatrices#input}. */
    void transformInput(TransformLayout layout, int first, int last, float[] source, int sourceOffset, float[] target,
            int targetOffset);

    /** Multiplies values at the points by {@link CookToomMatrices#output} to {@link #PADDED_OUTPUTS} outputs. */
    void transformOutput(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset);

    /**
     * Multiplies the output gradients of tiles by the transpose of {@link CookToomMatrices#output}. It reads
     * {@link #PADDED_OUTPUTS} elements; beyond the tile's own outputs the layout must repeat the last one.
     */
    void transformGradient(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset);

    /** Returns the transforms of an algorithm. */
    static WinogradTransform of(CookToomMatrices matrices) {
        return switch (matrices.input().length) {
            case 4 -> new PointTransform4(matrices);
            case 6 -> new PointTransform6(matrices);
            default -> new PointTransform7(matrices);
        };
    }
}
