package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;

/**
 * dE/d(input): with k the kernel's size and d its dilation,
 * {@code gradient[i][p] = Σ outputGradient[o][p + (q − k + 1)·d] · W[i,o][q]}, a correlation of the output gradient
 * with zeros around it.
 */
final class TiledInputGradient implements InputGradient<float[]> {

    private final Rows<float[]> rows;
    private final Vec3 dilation;
    private final Vec3 shift;
    private final TiledCorrelation correlation;

    TiledInputGradient(ConvolutionShape shape, Vec3 output, Rows<float[]> rows, Scratch scratch) {
        this.rows = rows;
        dilation = shape.dilation();
        shift = shape.kernel().minus(1).times(dilation).times(-1);
        correlation = new TiledCorrelation(plan(shape, output), scratch);
    }

    static CorrelationPlan plan(ConvolutionShape shape, Vec3 output) {
        return CorrelationPlan.of(new Correlation(shape.out(), shape.in(), shape.kernel(), shape.dilation(),
                shape.inputSize(output)));
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        int taps = (int) filters.size().product();
        correlation.use(new KernelSpectra(filters.values(), false, taps, filters.out() * taps), team);
    }

    @Override
    public void run(Maps<float[]> outputGradient, Maps<float[]> inputGradient, boolean add, ThreadTeam team) {
        correlation.run(outputGradient, shift,
                new MapPlanes.Target(inputGradient, dilation, add, Epilogue.NONE, rows), team);
    }
}
