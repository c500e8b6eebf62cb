package org.znn.worker.convolution.fft.tiled;

/** What takes a pair of real tiles after the inverse transform. */
interface PlaneSink {

    /**
     * Takes section z: the element of (y, x) lies at {@code at + y·rowPitch + x·ELEMENT}, the first tile's numbers in
     * its real parts, the second's in its imaginary ones.
     */
    void plane(int z, float[] from, int at, int rowPitch);
}
