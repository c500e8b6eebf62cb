package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.worker.simd.DoubleRows;
import org.znn.worker.simd.Rows;

/** float64. */
record DoubleSamples() implements Samples<double[]> {

    @Override
    public void load(double[] from, int fromAt, double[] to, int toAt, int count) {
        System.arraycopy(from, fromAt, to, toAt, count);
    }

    @Override
    public void store(double[] from, int fromAt, double[] to, int toAt, int count, boolean add) {
        if (add) {
            rows().add(from, fromAt, to, toAt, count);
        } else {
            System.arraycopy(from, fromAt, to, toAt, count);
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
