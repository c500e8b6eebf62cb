package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;

/**
 * Direct convolution in float32. The output is cut into short blocks of vectors; for each block all groups of output
 * maps are computed while its input stays in the cache, and the input of the next block is prefetched.
 *
 * <p>The bits of a voxel do not depend on the size and position of the patch, on the number of threads or on the tile
 * of the kernel ({@link DirectKernelDriver}).
 */
final class DirectConvolution implements Convolution<float[]> {

    private final ConvolutionShape shape;
    private final int lanes;
    private final DirectKernelDriver driver;
    private final int blockLength;

    DirectConvolution(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        lanes = simd.lanes();
        driver = new DirectKernelDriver(shape, simd);
        blockLength = DirectKernelDriver.blockLength(shape, simd);
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        driver.setWeights(filters, team);
    }

    @Override
    public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, boolean accumulate, Epilogue epilogue,
            ForkJoinTeam team) {
        DirectKernelDriver.Operands operands = new DirectKernelDriver.Operands(in.data(),
                PackedWeights.tapOffsets(shape, in.layout()), driver.tapBlocks(), out.data(),
                out.layout().channelStride(), accumulate);
        VectorBlockLoop loop = new VectorBlockLoop(
                OutputBlocks.of(in.layout(), out.layout(), shape.dilation().y(), lanes, blockLength),
                TapPrefetch.of(shape, in.layout()), driver, operands, epilogue);
        VectorBlockLoop.compute(List.of(loop), driver.groupCount(), team);
    }
}
