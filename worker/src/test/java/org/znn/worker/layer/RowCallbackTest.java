package org.znn.worker.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;
import org.znn.worker.simd.Simd;

/** Tests that a transfer gradient fused into pooling is bit-identical to one applied after the pooling. */
class RowCallbackTest {

    private static final TransferFunction TANH = new TransferFunction.Tanh(1.7159, 0.6666);
    private static final Vec3[] WINDOWS = {new Vec3(2, 2, 2), new Vec3(1, 2, 2), new Vec3(3, 1, 2), Vec3.ONE};

    private final RowOps<float[]> rowOps = Simd.preferred().rowOps();
    private final GradientRowOps<float[]> gradientRowOps = Simd.preferred().gradientRowOps();
    private final Random random = new Random(1);

    /** Backward pass of a pooling layer. */
    private interface Pooling {
        void backward(FeatureMaps<float[]> in, FeatureMaps<float[]> outGradient, FeatureMaps<float[]> inGradient,
                boolean accumulate, RowCallback callback, ForkJoinTeam team);
    }

    @Test
    void fusesWithMaxPool() {
        for (Vec3 window : WINDOWS) {
            Vec3 out = new Vec3(2, 3, 37);
            assertFusedMatchesSeparate(out.times(window), out, (value, from, to, accumulate, callback, team) ->
                    new MaxPoolGradient<>(gradientRowOps)
                            .backward(value, window, from, to, accumulate, callback, team));
        }
    }

    @Test
    void fusesWithMaxFilter() {
        Vec3 dilation = new Vec3(1, 2, 3);
        for (Vec3 window : WINDOWS) {
            Vec3 out = new Vec3(3, 5, 37);
            Vec3 in = out.plus(window.minus(Vec3.ONE).times(dilation));
            assertFusedMatchesSeparate(in, out, (value, from, to, accumulate, callback, team) ->
                    new MaxFilterGradient<>(rowOps, gradientRowOps, float[]::new)
                            .backward(value, window, dilation, from, to, accumulate, callback, team));
        }
    }

    private void assertFusedMatchesSeparate(Vec3 in, Vec3 out, Pooling pooling) {
        FeatureMaps<float[]> value = randomMaps(in);
        FeatureMaps<float[]> outGradient = randomMaps(out);
        for (boolean accumulate : new boolean[] {false, true}) {
            FeatureMaps<float[]> separate = randomMaps(in);
            FeatureMaps<float[]> fused = new FeatureMaps<>(separate.layout(), separate.data().clone());
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                pooling.backward(value, outGradient, separate, accumulate, RowCallback.NONE, team);
                double[] bias = new ElementwiseGradient<>(rowOps, gradientRowOps)
                        .backwardTransfer(value, TANH, separate, team);
                TransferGradient<float[]> gradient = new TransferGradient<>(value, TANH, fused, gradientRowOps);
                pooling.backward(value, outGradient, fused, accumulate, gradient, team);
                assertArrayEquals(separate.data(), fused.data());
                assertArrayEquals(bias, gradient.biasGradient());
            }
        }
    }

    private FeatureMaps<float[]> randomMaps(Vec3 size) {
        FeatureMapLayout layout = FeatureMapLayout.of(3, size);
        float[] data = new float[layout.length()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() - 0.5f;
        }
        return new FeatureMaps<>(layout, data);
    }
}
