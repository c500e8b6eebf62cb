package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.worker.simd.Rows;

/** float32. */
record FloatSamples(Rows<float[]> rows) implements Samples<float[]> {

    @Override
    public void load(float[] from, int fromAt, int step, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = from[fromAt + i * step];
        }
    }

    @Override
    public void store(double[] from, int fromAt, float[] to, int toAt, int step, int count, boolean add) {
        for (int i = 0; i < count; i++) {
            int at = toAt + i * step;
            to[at] = (float) (add ? to[at] + from[fromAt + i] : from[fromAt + i]);
        }
    }

    @Override
    public void clear(float[] to, int toAt, int count) {
        Arrays.fill(to, toAt, toAt + count, 0);
    }
}
