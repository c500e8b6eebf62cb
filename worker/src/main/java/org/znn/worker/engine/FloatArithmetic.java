package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionGradient;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.DirectConvolution;
import org.znn.worker.convolution.DirectConvolutionGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.layer.MaxFilter;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Simd;

/** float32, at speed. */
record FloatArithmetic(Simd simd) implements Arithmetic<float[]> {

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public MapsLayout layout(int channels, Vec3 size) {
        return MapsLayout.of(channels, size);
    }

    @Override
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public Rows<float[]> rows() {
        return simd.rows();
    }

    @Override
    public long weightBytes(ConvolutionShape shape) {
        return DirectConvolution.bytes(shape, simd);
    }

    @Override
    public Convolution<float[]> convolution(ConvolutionShape shape, Filters filters) {
        return new DirectConvolution(shape, filters, simd);
    }

    @Override
    public GradientRows<float[]> gradientRows() {
        return simd.gradientRows();
    }

    @Override
    public long gradientBytes(ConvolutionShape shape) {
        return DirectConvolutionGradient.bytes(shape, simd);
    }

    @Override
    public Scratch.Size scratch(ConvolutionShape shape, Vec3 outputSize) {
        return DirectConvolutionGradient.scratch(shape, outputSize, simd);
    }

    @Override
    public ConvolutionGradient<float[]> gradient(ConvolutionShape shape, Scratch scratch) {
        return new DirectConvolutionGradient(shape, simd, scratch);
    }

    @Override
    public void maxFilter(Maps<float[]> in, Vec3 window, Vec3 dilation, Maps<float[]> out, ThreadTeam team) {
        new MaxFilter<>(simd.rows(), float[]::new).forward(in, window, dilation, out, team);
    }
}
