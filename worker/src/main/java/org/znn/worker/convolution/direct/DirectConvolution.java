package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/**
 * Direct convolution in float32. The output is cut into short runs of vectors; for each run all groups of output maps
 * are computed while its input stays in the cache, and the input of the next run is touched beforehand.
 *
 * <p>The same bits for any size and position of the patch, any number of threads, any kernel shape ({@link TapSums}).
 */
final class DirectConvolution implements Convolution<float[]> {

    private final ConvolutionShape shape;
    private final int lanes;
    private final TapSums sums;
    private final int runLength;

    DirectConvolution(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        lanes = simd.lanes();
        sums = new TapSums(shape, simd);
        runLength = TapSums.runLength(shape, simd);
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        sums.use(filters, team);
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        TapSums.Operands operands = new TapSums.Operands(in.data(), PackedFilters.offsets(shape, in.layout()),
                sums.blocks(), out.data(), out.layout().channelStride(), add);
        RunSums all = new RunSums(
                OutputRuns.of(in.layout(), out.layout(), shape.dilation().y(), lanes, runLength),
                TapTouch.of(shape, in.layout()), sums, operands, epilogue);
        RunSums.compute(List.of(all), sums.groups(), team);
    }
}
