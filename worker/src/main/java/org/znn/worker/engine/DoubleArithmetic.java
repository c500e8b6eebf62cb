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
    public ConvolutionFamily<double[]> family(ConvolutionMethod method) {
        return Families.float64(method);
    }

    @Override
    public GradientRows<double[]> gradientRows() {
        return new DoubleGradientRows();
    }

    @Override
    public void maxFilter(Maps<double[]> in, Vec3 window, Vec3 dilation, Maps<double[]> out, ThreadTeam team) {
        new MaxFilter<>(rows(), double[]::new).forward(in, window, dilation, out, team);
    }
}
