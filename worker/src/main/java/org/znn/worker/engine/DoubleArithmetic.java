package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionGradient;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.DoubleConvolution;
import org.znn.worker.convolution.DoubleConvolutionGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.layer.MaxFilter;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DoubleGradientRows;
import org.znn.worker.simd.DoubleRows;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;

/** float64, plain. */
record DoubleArithmetic() implements Arithmetic<double[]> {

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public MapsLayout layout(int channels, Vec3 size) {
        return MapsLayout.of(channels, size);
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public Rows<double[]> rows() {
        return new DoubleRows();
    }

    @Override
    public long weightBytes(ConvolutionShape shape) {
        return shape.in() * shape.out() * shape.kernel().product() * Double.BYTES;
    }

    @Override
    public Convolution<double[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DoubleConvolution(shape, filters);
    }

    @Override
    public GradientRows<double[]> gradientRows() {
        return new DoubleGradientRows();
    }

    /** None: it shares the filters of the convolution. */
    @Override
    public long gradientBytes(ConvolutionShape shape) {
        return 0;
    }

    @Override
    public Scratch.Size scratch(ConvolutionShape shape, Vec3 outputSize) {
        return Scratch.Size.NONE;
    }

    @Override
    public ConvolutionGradient<double[]> gradient(ConvolutionShape shape, Scratch scratch) {
        return new DoubleConvolutionGradient(shape);
    }

    @Override
    public void maxFilter(Maps<double[]> in, Vec3 window, Vec3 dilation, Maps<double[]> out, ThreadTeam team) {
        new MaxFilter<>(rows(), double[]::new).forward(in, window, dilation, out, team);
    }
}
