package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/** Rows of float64. */
public final class DoubleRows implements Rows<double[]> {

    /** Numbers of a cache line. */
    private static final int LINE = 8;

    @Override
    public void add(double[] from, int fromAt, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] += from[fromAt + i];
        }
    }

    @Override
    public void max(double[] from, int fromAt, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            double value = from[fromAt + i];
            to[toAt + i] = value > to[toAt + i] ? value : to[toAt + i];
        }
    }

    @Override
    public double touch(double[] data, int at, int count) {
        double sum = data[at + count - 1];
        for (int i = at; i < at + count; i += LINE) {
            sum += data[i];
        }
        return sum;
    }

    @Override
    public void maxOfWindows(double[] from, int fromAt, int[] rows, double[] to, int toAt, int count, int width) {
        for (int i = 0; i < count; i++) {
            double greatest = from[greatestOf(from, fromAt + i * width, rows)];
            for (int x = 1; x < width; x++) {
                double value = from[greatestOf(from, fromAt + i * width + x, rows)];
                greatest = value > greatest ? value : greatest;
            }
            to[toAt + i] = greatest;
        }
    }

    /** Where a column's greatest is, the first of equals. */
    static int greatestOf(double[] value, int column, int[] rows) {
        int greatest = column + rows[0];
        for (int row = 1; row < rows.length; row++) {
            greatest = value[column + rows[row]] > value[greatest] ? column + rows[row] : greatest;
        }
        return greatest;
    }

    @Override
    public void transfer(double[] data, int at, int count, double bias, TransferFunction function) {
        for (int i = at; i < at + count; i++) {
            data[i] = value(function, data[i] + bias);
        }
    }

    static double value(TransferFunction function, double x) {
        if (function instanceof TransferFunction.RectifyLinear) {
            return x > 0 ? x : 0;
        } else if (function instanceof TransferFunction.Linear f) {
            return f.a() * x + f.b();
        } else if (function instanceof TransferFunction.Tanh f) {
            return f.a() * Math.tanh(f.b() * x);
        } else if (function instanceof TransferFunction.SoftSign) {
            return x / (1 + Math.abs(x));
        }
        return 1 / (1 + Math.exp(-x));
    }
}
