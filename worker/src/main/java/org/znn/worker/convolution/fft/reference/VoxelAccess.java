package org.znn.worker.convolution.fft.reference;

import org.znn.worker.simd.RowOps;

/**
 * Copies rows of voxels between feature maps of either precision and the float64 arrays that are transformed.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface VoxelAccess<A> {

    /** Sets target[i] = source[i·step], both relative to their offsets. */
    void load(A source, int sourceOffset, int step, double[] target, int targetOffset, int count);

    /** Sets target[i·step] = source[i], or target[i·step] += source[i] with {@code accumulate}. */
    void store(double[] source, int sourceOffset, A target, int targetOffset, int step, int count, boolean accumulate);

    /** Sets {@code count} elements to 0. */
    void clear(A target, int targetOffset, int count);

    /** Returns the row operations of this precision. */
    RowOps<A> rowOps();
}
