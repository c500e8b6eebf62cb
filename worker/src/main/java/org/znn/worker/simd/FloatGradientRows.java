package org.znn.worker.simd;

import java.util.Arrays;
import org.znn.common.network.TransferFunction;

/** Backward rows of float32, in plain loops. */
public final class FloatGradientRows implements GradientRows<float[]> {

    /** Sums of every 16th number of a row are built apart, whatever the width of this machine's vectors. */
    static final int SUMS = 16;

    @Override
    public void derivative(TransferFunction function, float[] value, int valueAt, float[] gradient, int gradientAt,
            int count) {
        if (function instanceof TransferFunction.RectifyLinear) {
            for (int i = 0; i < count; i++) {
                gradient[gradientAt + i] = value[valueAt + i] > 0 ? gradient[gradientAt + i] : 0;
            }
        } else if (function instanceof TransferFunction.Linear linear) {
            scale(gradient, gradientAt, count, (float) linear.a());
        } else if (function instanceof TransferFunction.Tanh tanh) {
            float a = (float) tanh.a();
            float slope = (float) (tanh.b() / tanh.a());
            for (int i = 0; i < count; i++) {
                float f = value[valueAt + i];
                gradient[gradientAt + i] *= slope * (a - f) * (a + f);
            }
        } else if (function instanceof TransferFunction.SoftSign) {
            for (int i = 0; i < count; i++) {
                float rest = 1 - Math.abs(value[valueAt + i]);
                gradient[gradientAt + i] *= rest * rest;
            }
        } else if (function instanceof TransferFunction.Logistics) {
            for (int i = 0; i < count; i++) {
                float f = value[valueAt + i];
                gradient[gradientAt + i] *= f * (1 - f);
            }
        }
    }

    private static void scale(float[] gradient, int at, int count, float factor) {
        for (int i = at; i < at + count; i++) {
            gradient[i] *= factor;
        }
    }

    @Override
    public double sum(float[] data, int at, int count, int rows, int pitch) {
        float[] sums = new float[SUMS];
        double total = 0;
        for (int row = 0; row < rows; row++) {
            Arrays.fill(sums, 0);
            total += total(data, at + row * pitch, 0, count, sums);
        }
        return total;
    }

    /** Adds the numbers from {@code done} on, a multiple of {@link #SUMS}, to the sums, and these up. */
    static double total(float[] data, int at, int done, int count, float[] sums) {
        for (int i = done; i < count; i++) {
            sums[i % SUMS] += data[at + i];
        }
        double total = 0;
        for (float sum : sums) {
            total += sum;
        }
        return total;
    }

    @Override
    public void route(float[] value, int valueAt, float[] greatest, int greatestAt, float[] gradient, int gradientAt,
            float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            if (value[valueAt + i] == greatest[greatestAt + i]) {
                to[toAt + i] += gradient[gradientAt + i];
                gradient[gradientAt + i] = 0;
            }
        }
    }

    @Override
    public void routeToGroups(float[] value, int valueAt, float[] greatest, float[] gradient, float[] to, int count,
            int width) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                if (value[valueAt + i * width + j] == greatest[i]) {
                    to[i * width + j] += gradient[i];
                    break;
                }
            }
        }
    }

    @Override
    public void drop(float[] from, int fromAt, float[] to, int toAt, int count, long rowKey, double keep,
            boolean add) {
        int threshold = DropoutMask.threshold(keep);
        float scale = (float) (1 / keep);
        for (int i = 0; i < count; i++) {
            float kept = DropoutMask.hash(rowKey, i) < threshold ? from[fromAt + i] * scale : 0;
            to[toAt + i] = add ? to[toAt + i] + kept : kept;
        }
    }

    @Override
    public void zero(float[] data, int at, int count) {
        Arrays.fill(data, at, at + count, 0);
    }
}
