package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/** Rows of float32; functions other than the simplest are evaluated in float64 and rounded once. */
public final class FloatRows implements Rows<float[]> {

    @Override
    public void add(float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] += from[fromAt + i];
        }
    }

    @Override
    public void max(float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            float value = from[fromAt + i];
            to[toAt + i] = value > to[toAt + i] ? value : to[toAt + i];
        }
    }

    @Override
    public void maxOfGroups(float[] from, int fromAt, float[] to, int toAt, int count, int width) {
        for (int i = 0; i < count; i++) {
            int at = fromAt + i * width;
            float greatest = from[at];
            for (int j = 1; j < width; j++) {
                greatest = from[at + j] > greatest ? from[at + j] : greatest;
            }
            to[toAt + i] = greatest;
        }
    }

    @Override
    public void transfer(float[] data, int at, int count, double bias, TransferFunction function) {
        float b = (float) bias;
        for (int i = at; i < at + count; i++) {
            data[i] = (float) DoubleRows.value(function, data[i] + b);
        }
    }
}
