package org.znn.worker.convolution.fft.simd;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.TileWriter;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.RowOps;

/** Convolution as a correlation with flipped kernels. */
final class SimdFftConvolution implements Convolution<float[]> {

    private final RowOps<float[]> rowOps;
    private final Vec3 dilation;
    private final TiledCorrelation correlation;

    SimdFftConvolution(ConvolutionShape shape, Vec3 output, RowOps<float[]> rowOps, Scratchpad scratchpad) {
        this.rowOps = rowOps;
        dilation = shape.dilation();
        correlation = new TiledCorrelation(plan(shape, output), scratchpad);
    }

    static CorrelationPlan plan(ConvolutionShape shape, Vec3 output) {
        return CorrelationPlan.of(CorrelationProblem.ofConvolution(shape, output));
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        int taps = (int) filters.size().product();
        correlation.setKernels(new KernelSpectraWriter(filters.values(), true, filters.out() * taps, taps), team);
    }

    @Override
    public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, boolean accumulate, Epilogue epilogue,
            ForkJoinTeam team) {
        correlation.correlate(in, Vec3.ZERO, new TileWriter.Output(out, dilation, accumulate, epilogue, rowOps), team);
    }
}
