package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;

/** A convolution: a correlation with the kernels turned. */
final class TiledConvolution implements Convolution<float[]> {

    private final Rows<float[]> rows;
    private final Vec3 dilation;
    private final TiledCorrelation correlation;

    TiledConvolution(ConvolutionShape shape, Vec3 output, Rows<float[]> rows, Scratch scratch) {
        this.rows = rows;
        dilation = shape.dilation();
        correlation = new TiledCorrelation(plan(shape, output), scratch);
    }

    static CorrelationPlan plan(ConvolutionShape shape, Vec3 output) {
        return CorrelationPlan.of(
                new Correlation(shape.in(), shape.out(), shape.kernel(), shape.dilation(), output));
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        int taps = (int) filters.size().product();
        correlation.use(new KernelSpectra(filters.values(), true, filters.out() * taps, taps), team);
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        correlation.run(in, Vec3.ZERO, new MapPlanes.Target(out, dilation, add, epilogue, rows), team);
    }
}
