package org.znn.worker.convolution.fft.reference;

import org.znn.worker.simd.RowOps;

/**
 * Copies rows of voxels between feature maps of either precision and the float64 arrays that are transformed.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface VoxelAccess<A> {

    /** target[i] = source[i·step]. */
    void load(A source, int sourceAt, int step, double[] target, int targetAt, int count);

    /** target[i·step] = source[i], or with {@code add} target[i·step] += source[i]. */
    void store(double[] source, int sourceAt, A target, int targetAt, int step, int count, boolean add);

    /** target[i] = 0. */
    void clear(A target, int targetAt, int count);

    /** Returns the row operations of this precision. */
    RowOps<A> rows();
}
