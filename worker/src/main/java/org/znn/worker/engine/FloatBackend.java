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
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;
import org.znn.worker.simd.Simd;

/** Float32 kernels, in the best implementation for the CPU. */
record FloatBackend(Simd simd) implements Backend<float[]> {

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public FeatureMapLayout layout(int channels, Vec3 size) {
        return FeatureMapLayout.of(channels, size);
    }

    @Override
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public RowOps<float[]> rowOps() {
        return simd.rowOps();
    }

    @Override
    public ConvolutionAlgorithm<float[]> algorithm(AlgorithmKind kind) {
        return ConvolutionAlgorithms.float32(kind, simd);
    }

    @Override
    public GradientRowOps<float[]> gradientRowOps() {
        return simd.gradientRowOps();
    }

    @Override
    public void maxFilter(FeatureMaps<float[]> in, Vec3 window, Vec3 dilation, FeatureMaps<float[]> out,
            ForkJoinTeam team) {
        new MaxFilter<>(simd.rowOps(), float[]::new).forward(in, window, dilation, out, team);
    }
}
