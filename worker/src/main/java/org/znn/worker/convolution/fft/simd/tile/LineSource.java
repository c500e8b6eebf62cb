package org.znn.worker.convolution.fft.simd.tile;

/** The lines of a pair of real tiles before their transform. */
public interface LineSource {

    /** Returns whether plane z may contain nonzero elements. */
    boolean hasPlane(int z);

    /** Prefetches plane z if that saves time. Called before lines of the plane are read, for non-empty planes only. */
    void prefetch(int z);

    /**
     * Reads a line along x as consecutive complex vectors: the first tile in the real parts, the second tile in the
     * imaginary parts. Called for non-empty planes only.
     *
     * @return false if the line is all zeros, in which case {@code target} may be left unchanged
     */
    boolean readLine(int z, int y, float[] target, int to);
}
