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

    /**
     * The sum of rows of {@code count} numbers that begin {@code pitch} apart, built in the same order by every
     * implementation of a precision.
     */
    double sum(A data, int at, int count, int rows, int pitch);

    /**
     * Hands gradients on to where the greatest came from: where value[i] is greatest[i], gradient[i] is added to to[i]
     * and set to 0, so that of several equals the first one asked gets it.
     */
    void route(A value, int valueAt, A greatest, int greatestAt, A gradient, int gradientAt, A to, int toAt, int count);

    /**
     * The same for groups side by side: gradient[i] is added to the first of to[i·width … i·width + width − 1] whose
     * value is greatest[i].
     */
    void routeToGroups(A value, int valueAt, A greatest, A gradient, A to, int count, int width);

    /**
     * to[i] = from[i] / keep where a voxel is kept, else 0; {@link DropoutMask} tells which is.
     *
     * @param add whether that is added to what {@code to} holds
     */
    void drop(A from, int fromAt, A to, int toAt, int count, long rowKey, double keep, boolean add);

    /** data[i] = 0. */
    void zero(A data, int at, int count);
}
