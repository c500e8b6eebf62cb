package org.znn.worker.simd;

import java.util.Arrays;
import org.znn.common.network.TransferFunction;

/** Backward rows of float32, in plain loops. */
public final class FloatGradientRows implements GradientRows<float[]> {

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

    /** Columns are added to those half of all columns on, until one is left. */
    @Override
    public double sum(float[] data, int at, int count) {
        float[] columns = new float[COLUMNS];
        for (int i = 0; i < count; i++) {
            columns[i % COLUMNS] += data[at + i];
        }
        for (int half = COLUMNS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                columns[i] += columns[i + half];
            }
        }
        return columns[0];
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
    public void routeToWindows(float[] value, float[] to, int at, int[] rows, float[] gradient, int gradientAt,
            int count, int width, boolean add) {
        for (int row : rows) {
            if (!add) {
                zero(to, at + row, count * width);
            }
        }
        for (int i = 0; i < count; i++) {
            int greatest = FloatRows.greatestOf(value, at + i * width, rows);
            for (int x = 1; x < width; x++) {
                int other = FloatRows.greatestOf(value, at + i * width + x, rows);
                greatest = value[other] > value[greatest] ? other : greatest;
            }
            if (!Float.isNaN(value[greatest])) {
                to[greatest] += gradient[gradientAt + i];
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
