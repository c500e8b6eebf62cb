package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/**
 * Backward operations on rows, that is on ranges of neighbouring elements of an array. Each precision has its own
 * implementations.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface GradientRowOps<A> {

    /** Multiplies in place: gradient[i] *= f'(x), computed from f(x) = value[i] (ZNN-SEMANTICS 1.6). */
    void multiplyByDerivative(TransferFunction function, A value, int valueOffset, A gradient, int gradientOffset,
            int count);

    /** Number of interleaved partial sums of {@link #sum}, independent of the vector width of the machine. */
    int SUM_COLUMNS = 16;

    /**
     * Sums a row, in the same order in every implementation of a precision. The array must extend past the row by at
     * least {@link #SUM_COLUMNS} elements, of any value.
     */
    double sum(A data, int offset, int count);

    /**
     * Routes gradients to the source of a maximum: where value[i] equals max[i], adds gradient[i] to to[i] and clears
     * it, so that of several equal sources the first one visited receives the gradient.
     */
    void routeMaxGradient(A value, int valueOffset, A max, int maxOffset, A gradient, int gradientOffset, A to,
            int toOffset, int count);

    /**
     * Backward pass of {@link RowOps#maxPool}: gradient[i] goes to the element that was the maximum of window i. The
     * gradient of a window whose maximum is NaN is dropped.
     *
     * @param windowOffset index of the first window in {@code value} and in {@code to}
     * @param rowOffsets   offset of each row of the windows from {@code windowOffset}
     * @param width        width of a window in elements
     * @param accumulate   whether to add to the values in {@code to}; otherwise all other elements become 0
     */
    void maxPoolGradient(A value, A to, int windowOffset, int[] rowOffsets, A gradient, int gradientOffset, int count,
            int width, boolean accumulate);

    /**
     * Applies dropout: to[i] = from[i] / keepProbability for voxels kept by {@link DropoutMask}, else 0.
     *
     * @param rowKey     key of the row's mask, from {@link DropoutMask#rowKey}
     * @param accumulate whether to add to the values in {@code to}
     */
    void dropout(A from, int fromOffset, A to, int toOffset, int count, long rowKey, double keepProbability,
            boolean accumulate);

    /** Clears a row: data[i] = 0. */
    void zero(A data, int offset, int count);
}
