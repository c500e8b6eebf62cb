package org.znn.worker.convolution.winograd.gemm;

/**
 * Innermost loop of the matrix product at one point: transformed inputs times transformed weights, summed over input
 * channels, for {@link #OUTPUT_CHANNELS} output channels and a few vectors of tiles, with all sums in registers. The
 * loop does as little else as possible, so that the compiler keeps the sums in registers. Each index in the loop is the
 * loop variable times a power of 2; otherwise the compiler would check the bounds of every access.
 */
public interface GemmKernel {

    /** Output channels of every kernel, and of a quad of packed weights. */
    int OUTPUT_CHANNELS = 4;

    /**
     * Computes, for each output channel o and vector v, {@code sums[sumOffset + o · sumStride + v · lanes + lane] =
     * Σ inputs[inputOffset + v · inputStride + c · lanes + lane] · weights[weightOffset + c · OUTPUT_CHANNELS + o]},
     * the sum over input channels c.
     *
     * @param inputs       transformed inputs
     * @param inputOffset  index of the first vector's input channel 0
     * @param inputStride  distance between vectors of tiles
     * @param channels     number of input channels; with 0 all sums are 0
     * @param weights      transformed weights
     * @param weightOffset index of the weight from input channel 0 to output channel 0
     * @param sums         array that receives the sums
     * @param sumOffset    index of the first sum of output channel 0
     * @param sumStride    distance between output channels
     */
    void multiply(float[] inputs, int inputOffset, int inputStride, int channels, float[] weights, int weightOffset,
            float[] sums, int sumOffset, int sumStride);

    /**
     * Returns the kernel of a width.
     *
     * @param vectors number of vectors of tiles: 3, 4 or 5
     */
    static GemmKernel of(int vectors) {
        return switch (vectors) {
            case 3 -> new Gemm4x3();
            case 4 -> new Gemm4x4();
            case 5 -> new Gemm4x5();
            default -> throw new IllegalArgumentException("no kernel for " + vectors + " vectors");
        };
    }
}
