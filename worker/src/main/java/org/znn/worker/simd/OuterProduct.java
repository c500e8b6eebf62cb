package org.znn.worker.simd;

/**
 * Microkernel of direct weight gradients: sums outer products of a few scalars and a few vectors over a range of
 * positions, with all sums of the tile in registers. The vectors come from an operand in channels-last layout, so that
 * their lanes are feature maps; the scalars are single voxels of the other operand at fixed offsets from the position.
 *
 * <p>As with {@link DirectKernel}, a kernel does nothing else, so that the compiler keeps the sums in registers.
 */
public interface OuterProduct {

    /** Returns the scalars per tile. */
    int scalars();

    /** Returns the vectors per tile. */
    int vectors();

    /** Returns the elements per vector. */
    int lanes();

    /**
     * Adds, for every scalar s, vector v and lane of the tile, the products
     * {@code scalars[positions[2p] + scalarOffsets[firstScalar + s]] · vectors[positions[2p + 1] + vectorShift +
     * v·lanes + lane]} of the positions p, in ascending order, to
     * {@code sums[sumOffset + (s·vectors() + v)·lanes + lane]}.
     *
     * @param operands      scalars and vectors
     * @param firstPosition first position
     * @param endPosition   end of the positions, exclusive
     * @param firstScalar   index in {@code scalarOffsets} of the tile's first scalar
     * @param vectorShift   offset of the tile's first vector from the vector index of a position
     * @param sums          sums, updated in place
     * @param sumOffset     index of the tile's first sum
     */
    void accumulate(Operands operands, int firstPosition, int endPosition, int firstScalar, int vectorShift,
            float[] sums, int sumOffset);

    /**
     * Arrays that are read.
     *
     * @param scalars       array of the operand that supplies scalars
     * @param scalarOffsets offset of each scalar from the scalar index of a position
     * @param vectors       array of the operand that supplies vectors
     * @param positions     for each position its scalar index and the vector index of its lane 0
     */
    record Operands(float[] scalars, int[] scalarOffsets, float[] vectors, int[] positions) {
    }
}
