package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/** Rows of float32, in plain loops that the compiler can turn into vectors where no function is in the way. */
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
    public double touch(float[] data, int at, int count) {
        return Touch.lines(data, at, count);
    }

    @Override
    public void maxOfWindows(float[] from, int fromAt, int[] rows, float[] to, int toAt, int count, int width) {
        for (int i = 0; i < count; i++) {
            float greatest = from[greatestOf(from, fromAt + i * width, rows)];
            for (int x = 1; x < width; x++) {
                float value = from[greatestOf(from, fromAt + i * width + x, rows)];
                greatest = value > greatest ? value : greatest;
            }
            to[toAt + i] = greatest;
        }
    }

    /** Where a column's greatest is, the first of equals. */
    static int greatestOf(float[] value, int column, int[] rows) {
        int greatest = column + rows[0];
        for (int row = 1; row < rows.length; row++) {
            greatest = value[column + rows[row]] > value[greatest] ? column + rows[row] : greatest;
        }
        return greatest;
    }

    @Override
    public void transfer(float[] data, int at, int count, double bias, TransferFunction function) {
        float b = (float) bias;
        if (function instanceof TransferFunction.RectifyLinear) {
            for (int i = at; i < at + count; i++) {
                data[i] = data[i] + b > 0 ? data[i] + b : 0;
            }
        } else if (function instanceof TransferFunction.Linear f) {
            linear(data, at, count, b, f);
        } else if (function instanceof TransferFunction.Tanh f) {
            float height = (float) f.a();
            float slope = (float) f.b();
            for (int i = at; i < at + count; i++) {
                data[i] = height * Exponential.tanh(slope * (data[i] + b));
            }
        } else if (function instanceof TransferFunction.SoftSign) {
            for (int i = at; i < at + count; i++) {
                float x = data[i] + b;
                data[i] = x / (1 + Math.abs(x));
            }
        } else {
            for (int i = at; i < at + count; i++) {
                data[i] = Exponential.logistic(data[i] + b);
            }
        }
    }

    private static void linear(float[] data, int at, int count, float bias, TransferFunction.Linear function) {
        float a = (float) function.a();
        float c = (float) function.b();
        for (int i = at; i < at + count; i++) {
            data[i] = a * (data[i] + bias) + c;
        }
    }
}
