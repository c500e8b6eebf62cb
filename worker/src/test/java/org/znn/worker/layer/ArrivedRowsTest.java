package org.znn.worker.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Simd;

/** A gradient that passes pooling and a function in one sweep has the bits it has after one and then the other. */
class ArrivedRowsTest {

    private static final TransferFunction TANH = new TransferFunction.Tanh(1.7159, 0.6666);
    private static final Vec3[] WINDOWS = {new Vec3(2, 2, 2), new Vec3(1, 2, 2), new Vec3(3, 1, 2), Vec3.ONE};

    private final Rows<float[]> rows = Simd.ofThisJvm().rows();
    private final GradientRows<float[]> gradientRows = Simd.ofThisJvm().gradientRows();
    private final Random random = new Random(1);

    /** One way back through pooling. */
    private interface Pooling {
        void backward(Maps<float[]> in, Maps<float[]> outGradient, Maps<float[]> inGradient, boolean add,
                ArrivedRows arrived, ThreadTeam team);
    }

    @Test
    void pooling() {
        for (Vec3 window : WINDOWS) {
            Vec3 out = new Vec3(2, 3, 37);
            check(out.times(window), out, (in, from, to, add, arrived, team) ->
                    new MaxPoolGradient<>(gradientRows).backward(in, window, from, to, add, arrived, team));
        }
    }

    @Test
    void filters() {
        Vec3 dilation = new Vec3(1, 2, 3);
        for (Vec3 window : WINDOWS) {
            Vec3 out = new Vec3(3, 5, 37);
            check(out.plus(window.minus(Vec3.ONE).times(dilation)), out, (in, from, to, add, arrived, team) ->
                    new MaxFilterGradient<>(rows, gradientRows, float[]::new)
                            .backward(in, window, dilation, from, to, add, arrived, team));
        }
    }

    private void check(Vec3 in, Vec3 out, Pooling pooling) {
        Maps<float[]> value = noise(in);
        Maps<float[]> outGradient = noise(out);
        for (boolean add : new boolean[] {false, true}) {
            Maps<float[]> apart = noise(in);
            Maps<float[]> joined = new Maps<>(apart.layout(), apart.data().clone());
            try (ThreadTeam team = new ThreadTeam(2)) {
                pooling.backward(value, outGradient, apart, add, ArrivedRows.AS_THEY_ARE, team);
                double[] bias = new ElementwiseGradient<>(rows, gradientRows).transfer(value, TANH, apart, team);
                TransferGradient<float[]> gradient = new TransferGradient<>(value, TANH, joined, gradientRows);
                pooling.backward(value, outGradient, joined, add, gradient, team);
                assertArrayEquals(apart.data(), joined.data());
                assertArrayEquals(bias, gradient.bias());
            }
        }
    }

    private Maps<float[]> noise(Vec3 size) {
        MapsLayout layout = MapsLayout.of(3, size);
        float[] data = new float[layout.length()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() - 0.5f;
        }
        return new Maps<>(layout, data);
    }
}
