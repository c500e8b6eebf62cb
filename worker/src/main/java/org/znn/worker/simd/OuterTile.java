package org.znn.worker.simd;

/**
 * The innermost loop of a weight gradient: the outer products of a few numbers and a few vectors, summed over
 * positions, all sums held in registers. The lanes of the vectors are feature maps, which lie side by side there; the
 * numbers are single voxels of other maps, at fixed distances (taps) from the position.
 *
 * <p>As with {@link TileKernel} nothing else is done here, so that the compiler keeps the sums in registers.
 */
public interface OuterTile {

    /** Numbers of a tile. */
    int numbers();

    /** Vectors of a tile. */
    int vectors();

    /** Numbers of a vector. */
    int lanes();

    /**
     * Adds numbers[number of p + taps[firstTap + n]] · vectors[vector of p + shift + v · lanes + lane] for the
     * positions p = {@code from} … {@code to} − 1, one after the other, to sums[first + (n · vectors + v) · lanes +
     * lane].
     */
    void run(Operands operands, int from, int to, int firstTap, int shift, float[] sums, int first);

    /**
     * What is read.
     *
     * @param numbers holds the numbers
     * @param taps    distance of each number from a position
     * @param vectors holds the vectors
     * @param at      for each position its index in the numbers, then that of its lane 0 in the vectors
     */
    record Operands(float[] numbers, int[] taps, float[] vectors, int[] at) {
    }
}
