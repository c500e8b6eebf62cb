package org.znn.worker.convolution.fft.simd;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.fft.simd.tile.CorrelationProblem;
import org.znn.worker.convolution.fft.simd.tile.TileWriter;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.RowOps;

/**
 * dE/d(input): with k the size of the kernel and d its dilation,
 * {@code gradient[i][p] = Σ outputGradient[o][p + (q − k + 1)·d] · W[i,o][q]}, a correlation of the zero-padded output
 * gradient.
 */
final class SimdFftInputGradient implements InputGradient<float[]> {

    private final RowOps<float[]> rowOps;
    private final Vec3 dilation;
    private final Vec3 shift;
    private final TiledCorrelation correlation;

    SimdFftInputGradient(ConvolutionShape shape, Vec3 output, RowOps<float[]> rowOps, Scratchpad scratchpad) {
        this.rowOps = rowOps;
        dilation = shape.dilation();
        shift = shape.kernel().minus(1).times(dilation).times(-1);
        correlation = new TiledCorrelation(plan(shape, output), scratchpad);
    }

    static CorrelationPlan plan(ConvolutionShape shape, Vec3 output) {
        return CorrelationPlan.of(CorrelationProblem.ofInputGradient(shape, output));
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        int taps = (int) filters.size().product();
        correlation.setKernels(new KernelSpectraWriter(filters.values(), false, taps, filters.out() * taps), team);
    }

    @Override
    public void compute(FeatureMaps<float[]> outputGradient, FeatureMaps<float[]> inputGradient, boolean accumulate,
            ForkJoinTeam team) {
        correlation.correlate(outputGradient, shift,
                new TileWriter.Output(inputGradient, dilation, accumulate, Epilogue.NONE, rowOps), team);
    }
}
