package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.registry.ConvolutionAlgorithms;
import org.znn.worker.layer.MaxFilter;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DoubleGradientRowOps;
import org.znn.worker.simd.DoubleRowOps;
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;

/** Float64 kernels, in scalar Java. */
record DoubleBackend() implements Backend<double[]> {

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public FeatureMapLayout layout(int channels, Vec3 size) {
        return FeatureMapLayout.of(channels, size);
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public RowOps<double[]> rowOps() {
        return new DoubleRowOps();
    }

    @Override
    public ConvolutionAlgorithm<double[]> algorithm(AlgorithmKind kind) {
        return ConvolutionAlgorithms.float64(kind);
    }

    @Override
    public GradientRowOps<double[]> gradientRowOps() {
        return new DoubleGradientRowOps();
    }

    @Override
    public void maxFilter(FeatureMaps<double[]> in, Vec3 window, Vec3 dilation, FeatureMaps<double[]> out,
            ForkJoinTeam team) {
        new MaxFilter<>(rowOps(), double[]::new).forward(in, window, dilation, out, team);
    }
}
