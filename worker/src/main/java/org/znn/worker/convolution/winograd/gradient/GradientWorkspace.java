package org.znn.worker.convolution.winograd.gradient;

import org.znn.common.geometry.IntMath;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.winograd.outerproduct.TileOuterProduct;
import org.znn.worker.convolution.winograd.tiling.TileStrips;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.simd.CacheLine;

/**
 * Layout of a thread's workspace for a weight gradient. It begins with the gathered rows of a strip, {@code [row of a
 * tile][voxel][channel of a vector]}. Offsets count from the beginning of the workspace; offsets, pitches and strides
 * are in elements, and every offset is a whole number of vectors.
 *
 * @param rowPitch            distance between gathered rows, and between y points of transformed rows
 * @param yTransformedOffset  rows transformed along y: {@code [y point][voxel][channel of a vector]}
 * @param vectorStride        distance between vectors of channels in transformed tiles
 * @param inputOffset         transformed inputs:
 *                            {@code [section slot][point][vector of channels][tile][channel of the vector]}
 * @param inputPointStride    distance between points of transformed inputs
 * @param inputSlotStride     distance between section slots
 * @param gradientOffset      transformed output gradients:
 *                            {@code [point][vector of channels][tile][channel of the vector]}
 * @param gradientPointStride distance between points of transformed output gradients
 * @param lanes               lanes of a vector
 * @param zeroOffset          zeros, the initial sums of any kernel
 * @param chunkOffset         sums of a chunk of tiles; unused if parts are not divided into chunks
 * @param length              length of the workspace
 */
record GradientWorkspace(int rowPitch, int yTransformedOffset, int vectorStride, int inputOffset,
        int inputPointStride, int inputSlotStride, int gradientOffset, int gradientPointStride, int lanes,
        int zeroOffset, int chunkOffset, int length) {

    /**
     * Lays out a workspace.
     *
     * @param strips         strips of an output section
     * @param tiles          maximum number of tiles in a band
     * @param shape          shape of the convolution
     * @param outputChannels number of output channels in the largest group
     * @param chunkSums      number of sums of a chunk; 0 if parts are not divided into chunks
     * @param lanes          lanes of a vector
     */
    static GradientWorkspace of(TileStrips strips, int tiles, ConvolutionShape shape, int outputChannels,
            int chunkSums, int lanes) {
        WinogradAxis y = strips.y();
        WinogradAxis x = strips.x();
        int points = y.points() * x.points();
        int rowPitch = CacheLine.roundUpToOdd(
                (long) Math.max(strips.maxSpan(x.points()), strips.maxSpan(x.outputs())) * lanes);
        int vectorStride = Math.multiplyExact(tiles, lanes);
        int inputPointStride = CacheLine.roundUpToOdd((long) IntMath.ceilDiv(shape.in(), lanes) * vectorStride);
        int inputSlotStride = Math.multiplyExact(points, inputPointStride);
        int gradientPointStride = CacheLine.roundUpToOdd((long) IntMath.ceilDiv(outputChannels, lanes) * vectorStride);
        int yTransformed = Math.multiplyExact(y.points(), rowPitch);
        int inputs = Math.multiplyExact(2, yTransformed);
        int gradients = Math.addExact(inputs, Math.multiplyExact(shape.kernel().z(), inputSlotStride));
        int zeros = Math.addExact(gradients, Math.multiplyExact(points, gradientPointStride));
        int chunk = Math.addExact(zeros, TileOuterProduct.MAX_SUM_VECTORS * lanes);
        return new GradientWorkspace(rowPitch, yTransformed, vectorStride, inputs, inputPointStride, inputSlotStride,
                gradients, gradientPointStride, lanes, zeros, chunk, Math.addExact(chunk, chunkSums));
    }
}
