package org.znn.worker.convolution.winograd;

/**
 * The innermost loop: products of transformed inputs and weights at one point, summed over input maps, for a few output
 * maps and vectors of tiles, all sums in registers. As little as possible is done here, so that the compiler keeps them
 * there; vectors of a map follow those of the one before, for a distance that is not constant costs half the speed.
 */
interface Product {

    /** Output maps of all of them: weights lie in fours. */
    int MAPS = 4;

    /** Vectors of tiles. */
    int vectors();

    /**
     * Sums values[at + c · vectors · lanes of one + lane] · weights[weightAt + c · MAPS + map] over c below {@code count}, into
     * sums[sumAt + map · sumStride + lane].
     *
     * @param add whether sums start from what is there, not from 0
     */
    void run(float[] values, int at, int count, float[] weights, int weightAt, float[] sums, int sumAt,
            int sumStride, boolean add);
}
