package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.family.Families;
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
    public ConvolutionFamily<float[]> family(ConvolutionMethod method) {
        return Families.float32(method, simd);
    }

    @Override
    public GradientRows<float[]> gradientRows() {
        return simd.gradientRows();
    }

    @Override
    public void maxFilter(Maps<float[]> in, Vec3 window, Vec3 dilation, Maps<float[]> out, ThreadTeam team) {
        new MaxFilter<>(simd.rows(), float[]::new).forward(in, window, dilation, out, team);
    }
}
