package org.znn.worker.convolution.fft.plain;

import org.znn.worker.simd.Rows;

/**
 * Runs of voxels of maps in either precision, from and to the float64 numbers that transforms work on.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Samples<A> {

    /** to[i] = from[i·step]. */
    void load(A from, int fromAt, int step, double[] to, int toAt, int count);

    /** to[i·step] = from[i], or to[i·step] += from[i]. */
    void store(double[] from, int fromAt, A to, int toAt, int step, int count, boolean add);

    /** to[i] = 0. */
    void clear(A to, int toAt, int count);

    Rows<A> rows();
}
