package org.znn.worker.convolution.direct;

import java.util.stream.IntStream;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.PointwiseFusedConvolution;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DirectKernel.VectorPositions;
import org.znn.worker.simd.Simd;

/**
 * Direct convolution in float32 fused with the pointwise convolution of its result. Both are computed one block of
 * vectors at a time, so that the intermediate maps are held for one block only. The result is bit-identical to that of
 * the two convolutions executed separately.
 */
final class DirectPointwiseFusedConvolution implements PointwiseFusedConvolution<float[]> {

    private final ConvolutionShape shape;
    private final int lanes;
    private final DirectKernelDriver driver;
    private final DirectKernelDriver pointwiseDriver;
    private final IntermediateBuffer intermediate;
    private final int[] pointwiseOffsets;
    private final Scratchpad scratchpad;
    private volatile float prefetchSink;

    DirectPointwiseFusedConvolution(ConvolutionShape shape, int pointwiseMaps, Simd simd, Scratchpad scratchpad) {
        this.shape = shape;
        this.scratchpad = scratchpad;
        lanes = simd.lanes();
        driver = new DirectKernelDriver(shape, simd);
        pointwiseDriver = new DirectKernelDriver(ConvolutionShape.pointwise(shape.out(), pointwiseMaps), simd);
        intermediate = IntermediateBuffer.of(shape, simd);
        pointwiseOffsets = IntStream.range(0, shape.out()).map(map -> map * intermediate.mapStride()).toArray();
    }

    static Footprint footprint(ConvolutionShape shape, int pointwiseMaps, Vec3 output, int threads, Simd simd) {
        ConvolutionShape pointwise = ConvolutionShape.pointwise(shape.out(), pointwiseMaps);
        IntermediateBuffer intermediate = IntermediateBuffer.of(shape, simd);
        OutputBlocks blocks = OutputBlocks.of(FeatureMapLayout.of(shape.in(), shape.inputSize(output)),
                FeatureMapLayout.of(pointwiseMaps, output), shape.dilation().y(), simd.lanes(),
                intermediate.blockLength());
        return new Footprint(
                DirectKernelDriver.weightBytes(shape, simd) + DirectKernelDriver.weightBytes(pointwise, simd),
                new Scratchpad.Size(intermediate.length(parts(blocks, threads)), 0, 0));
    }

    private static int parts(OutputBlocks blocks, int threads) {
        return Math.min(blocks.blockCount(), VectorBlockLoop.targetParts(threads));
    }

    /**
     * Buffer {@code [part][map][vector]} of the intermediate maps: one block of vectors for each parallel part.
     *
     * @param maps        number of intermediate maps
     * @param blockLength vectors per block
     * @param mapStride   elements from one map to the next
     */
    private record IntermediateBuffer(int maps, int blockLength, int mapStride) {

        static IntermediateBuffer of(ConvolutionShape shape, Simd simd) {
            int blockLength = DirectKernelDriver.blockLength(shape, simd);
            return new IntermediateBuffer(shape.out(), blockLength, blockLength * simd.lanes());
        }

        /** Returns the length of the buffer for a number of parts. */
        int length(int parts) {
            return Math.multiplyExact(parts, Math.multiplyExact(maps, mapStride));
        }
    }

    @Override
    public void setWeights(Filters filters, Filters pointwiseFilters, ForkJoinTeam team) {
        driver.setWeights(filters, team);
        pointwiseDriver.setWeights(pointwiseFilters, team);
    }

    @Override
    public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, Epilogue epilogue,
            Epilogue pointwiseEpilogue, ForkJoinTeam team) {
        OutputBlocks blocks = OutputBlocks.of(in.layout(), out.layout(), shape.dilation().y(), lanes,
                intermediate.blockLength());
        int parts = parts(blocks, team.size());
        float[] buffer = scratchpad.floats(intermediate.length(parts));
        TapPrefetch prefetch = TapPrefetch.of(shape, in.layout());
        DirectKernelDriver.Operands operands = new DirectKernelDriver.Operands(in.data(),
                PackedWeights.tapOffsets(shape, in.layout()), driver.tapBlocks(), buffer, intermediate.mapStride(),
                false);
        DirectKernelDriver.Operands pointwiseOperands = new DirectKernelDriver.Operands(buffer, pointwiseOffsets,
                pointwiseDriver.tapBlocks(), out.data(), out.layout().channelStride(), false);
        team.parallelFor(parts, part -> {
            int begin = (int) ((long) blocks.blockCount() * part / parts);
            int end = (int) ((long) blocks.blockCount() * (part + 1) / parts);
            int[] intermediateOffsets =
                    new int[IntMath.roundUp(intermediate.blockLength(), pointwiseDriver.vectorsPerTile())];
            prefetchSink = VectorBlockLoop.forEachBlock(blocks, begin, end, pointwiseDriver.vectorsPerTile(), prefetch,
                    in.data(), (block, positions) -> {
                        int count = blocks.vectorCount(block);
                        for (int v = 0; v < intermediateOffsets.length; v++) {
                            intermediateOffsets[v] = intermediate.length(part) + Math.min(v, count - 1) * lanes;
                        }
                        driver.compute(operands, new VectorPositions(positions.input(), intermediateOffsets), count, 0,
                                driver.groupCount(), epilogue);
                        pointwiseDriver.compute(pointwiseOperands,
                                new VectorPositions(intermediateOffsets, positions.output()), count, 0,
                                pointwiseDriver.groupCount(), pointwiseEpilogue);
                    });
        });
    }
}
