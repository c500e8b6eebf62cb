package org.znn.worker.convolution.winograd;

/**
 * The innermost loop: products of transformed inputs and weights at one point, summed over input maps, for a few output
 * maps and vectors of tiles, all sums in registers. As little as possible is done here, so that the compiler keeps them
 * there. All indices are a power of 2 times that of the loop, without which the compiler would check each of them.
 */
interface Product {

    /** Output maps of all of them: weights lie in fours. */
    int MAPS = 4;

    /** Vectors of tiles. */
    int vectors();

    /**
     * Sums values[at + vector · stride + c · lanes + lane] · weights[weightAt + c · MAPS + map] over c below
     * {@code count}, into sums[sumAt + map · sumStride + vector · lanes + lane].
     */
    void run(float[] values, int at, int stride, int count, float[] weights, int weightAt, float[] sums,
            int sumAt, int sumStride);
}
