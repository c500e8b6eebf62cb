package org.znn.worker.convolution.fft.tiled;

/** What a pair of real tiles, or of kernels, holds before the transform. */
interface LineSource {

    /** Whether section z holds anything but zeros. */
    boolean hasPlane(int z);

    /** Has section z in a cache, as far as that helps: asked before its lines, and only of sections not empty. */
    void touch(int z);

    /**
     * Writes a line along x, elements one after the other: the first tile's numbers as real parts, the second's as
     * imaginary ones. Asked only of sections that are not empty.
     *
     * @return false, and nothing need have been written, where there are only zeros
     */
    boolean line(int z, int y, float[] to, int at);
}
