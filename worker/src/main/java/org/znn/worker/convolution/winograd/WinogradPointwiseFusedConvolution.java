package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.PointwiseFusedConvolution;
import org.znn.worker.convolution.winograd.output.PointwiseRowSink;
import org.znn.worker.convolution.winograd.pipeline.WinogradPipeline;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;

/** Winograd convolution fused with a pointwise convolution, without storing the rows in between. */
final class WinogradPointwiseFusedConvolution implements PointwiseFusedConvolution<float[]> {

    private final WinogradPipeline pipeline;
    private final Simd simd;
    private final float[] pointwiseWeights;

    /**
     * Creates a fused convolution.
     *
     * @param pipeline      pipeline of the Winograd convolution
     * @param simd          vector operations of this JVM
     * @param maps          number of output maps of the Winograd convolution
     * @param pointwiseMaps number of output maps of the pointwise convolution
     */
    WinogradPointwiseFusedConvolution(WinogradPipeline pipeline, Simd simd, int maps, int pointwiseMaps) {
        this.pipeline = pipeline;
        this.simd = simd;
        pointwiseWeights = new float[Math.multiplyExact(maps, pointwiseMaps)];
    }

    @Override
    public void setWeights(Filters filters, Filters pointwise, ForkJoinTeam team) {
        pipeline.setWeights(filters, team);
        for (int i = 0; i < pointwise.in(); i++) {
            for (int o = 0; o < pointwise.out(); o++) {
                pointwiseWeights[o * pointwise.in() + i] = (float) pointwise.get(i, o, 0, 0, 0);
            }
        }
    }

    @Override
    public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, Epilogue epilogue,
            Epilogue pointwiseEpilogue, ForkJoinTeam team) {
        pipeline.execute(in, new PointwiseRowSink(out, pointwiseWeights, epilogue, pointwiseEpilogue, simd.rowOps()),
                team);
    }
}
