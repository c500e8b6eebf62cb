package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/**
 * Operations of a backward pass on runs of neighbouring numbers, one implementation a precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface GradientRows<A> {

    /** gradient[i] *= f'(x), from the function's value f(x) in value[i] (ZNN-SEMANTICS 1.6). */
    void derivative(TransferFunction function, A value, int valueAt, A gradient, int gradientAt, int count);

    /** Every 16th number of a row is summed apart at first, whatever the width of this machine's vectors. */
    int COLUMNS = 16;

    /**
     * The sum of a row, built in the same order by every implementation of a precision. The array must go on behind the
     * row for {@link #COLUMNS} numbers, of any value.
     */
    double sum(A data, int at, int count);

    /**
     * Hands gradients on to where the greatest came from: where value[i] is greatest[i], gradient[i] is added to to[i]
     * and set to 0, so that of several equals the first one asked gets it.
     */
    void route(A value, int valueAt, A greatest, int greatestAt, A gradient, int gradientAt, A to, int toAt, int count);

    /**
     * The way back through {@link Rows#maxOfWindows}: gradient[i] goes to where the greatest of the window i came from;
     * a window whose greatest is a NaN takes none.
     *
     * @param at   where the windows begin, in {@code value} and in {@code to}
     * @param rows where each of their rows begins from there on
     * @param add  whether it is added to what {@code to} holds; all else becomes 0 if not
     */
    void routeToWindows(A value, A to, int at, int[] rows, A gradient, int gradientAt, int count, int width,
            boolean add);

    /**
     * to[i] = from[i] / keep where a voxel is kept, else 0; {@link DropoutMask} tells which is.
     *
     * @param add whether that is added to what {@code to} holds
     */
    void drop(A from, int fromAt, A to, int toAt, int count, long rowKey, double keep, boolean add);

    /** data[i] = 0. */
    void zero(A data, int at, int count);
}
