package org.znn.worker.convolution.direct;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.simd.DirectKernel.VectorPositions;

/**
 * A box of the output, cut into blocks of consecutive vectors. Vectors are numbered row by row, with the rows of a
 * section in {@link DilatedRowOrder}.
 *
 * @param input       layout of the input
 * @param inputCorner input voxel at the position of output voxel (0, 0, 0)
 * @param output      layout of the output
 * @param begin       first section, row and vector of the box
 * @param extent      sections, rows and vectors per row of the box
 * @param rowStep     step of the row order
 * @param lanes       elements per vector
 * @param blockLength vectors per block
 */
record OutputBlocks(FeatureMapLayout input, Vec3 inputCorner, FeatureMapLayout output, Vec3 begin, Vec3 extent,
        int rowStep, int lanes, int blockLength) {

    /** Returns the blocks of the whole output. */
    static OutputBlocks of(FeatureMapLayout input, FeatureMapLayout output, int rowStep, int lanes, int blockLength) {
        Vec3 size = output.size();
        Vec3 extent = size.with(2, IntMath.ceilDiv(size.x(), lanes));
        return new OutputBlocks(input, Vec3.ZERO, output, Vec3.ZERO, extent, rowStep, lanes, blockLength);
    }

    private DilatedRowOrder rowOrder() {
        return new DilatedRowOrder(extent.y(), rowStep);
    }

    int blockCount() {
        return Math.toIntExact(IntMath.ceilDiv(extent.product(), blockLength));
    }

    /** Returns the number of vectors in a block; the last block may have fewer than {@code blockLength}. */
    int vectorCount(int block) {
        return (int) Math.min(blockLength, extent.product() - (long) block * blockLength);
    }

    /** Allocates the positions of a block, rounded up to whole tiles. */
    VectorPositions allocatePositions(int vectorsPerTile) {
        int padded = IntMath.roundUp(blockLength, vectorsPerTile);
        return new VectorPositions(new int[padded], new int[padded]);
    }

    /** Computes the positions of a block's vectors; repeats the last one up to the end of the arrays. */
    void fillPositions(int block, VectorPositions positions) {
        long firstVector = (long) block * blockLength;
        int count = vectorCount(block);
        int row = (int) (firstVector / extent.x());
        int x = (int) (firstVector % extent.x());
        int inRow = inputRow(row);
        int outRow = outputRow(row);
        for (int v = 0; v < count; v++) {
            if (x == extent.x()) {
                x = 0;
                row++;
                inRow = inputRow(row);
                outRow = outputRow(row);
            }
            positions.input()[v] = inRow + x * lanes;
            positions.output()[v] = outRow + x * lanes;
            x++;
        }
        for (int v = count; v < positions.input().length; v++) {
            positions.input()[v] = positions.input()[v - 1];
            positions.output()[v] = positions.output()[v - 1];
        }
    }

    /** Returns the input index of the row at a position of the row order. */
    private int inputRow(int position) {
        return input.index(0, z(position) + inputCorner.z(), y(position) + inputCorner.y(),
                begin.x() * lanes + inputCorner.x());
    }

    /** Returns the output index of the row at a position of the row order. */
    private int outputRow(int position) {
        return output.index(0, z(position), y(position), begin.x() * lanes);
    }

    private int z(int position) {
        return begin.z() + position / extent.y();
    }

    private int y(int position) {
        return begin.y() + rowOrder().rowAt(position % extent.y());
    }

    /**
     * Returns how many rows, each one row step from the next, directly precede a block's first row and have been
     * computed since the start of block {@code firstBlock}.
     */
    int precedingRows(int firstBlock, int block) {
        long row = (long) block * blockLength / extent.x();
        long all = row - (long) firstBlock * blockLength / extent.x();
        return (int) Math.min(all, rowOrder().precedingRows((int) (row % extent.y())));
    }
}
