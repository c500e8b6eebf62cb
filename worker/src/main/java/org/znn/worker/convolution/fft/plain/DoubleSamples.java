package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.worker.simd.DoubleRows;
import org.znn.worker.simd.Rows;

/** float64. */
record DoubleSamples() implements Samples<double[]> {

    @Override
    public void load(double[] from, int fromAt, int step, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = from[fromAt + i * step];
        }
    }

    @Override
    public void store(double[] from, int fromAt, double[] to, int toAt, int step, int count, boolean add) {
        for (int i = 0; i < count; i++) {
            int at = toAt + i * step;
            to[at] = add ? to[at] + from[fromAt + i] : from[fromAt + i];
        }
    }

    @Override
    public void clear(double[] to, int toAt, int count) {
        Arrays.fill(to, toAt, toAt + count, 0);
    }

    @Override
    public Rows<double[]> rows() {
        return new DoubleRows();
    }
}
