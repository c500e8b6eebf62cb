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
     * Adds numbers[numberAt[p] + taps[firstTap + n]] · vectors[vectorAt[p] + shift + v · lanes + lane] for p from 0 to
     * {@code count}, one after the other, to sums[at + (n · vectors + v) · lanes + lane].
     */
    void run(Operands operands, int count, int firstTap, int shift, float[] sums, int at);

    /**
     * What is read.
     *
     * @param numbers  holds the numbers
     * @param numberAt index of each position there
     * @param taps     distance of each number from a position
     * @param vectors  holds the vectors
     * @param vectorAt index of each position's lane 0 there
     */
    record Operands(float[] numbers, int[] numberAt, int[] taps, float[] vectors, int[] vectorAt) {
    }
}
