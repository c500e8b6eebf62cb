package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/** Row operations in float64, in plain loops. */
public final class DoubleRowOps implements RowOps<double[]> {

    /** Elements of a {@code double} array in a cache line. */
    private static final int CACHE_LINE_DOUBLES = 8;

    @Override
    public void add(double[] from, int fromOffset, double[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            to[toOffset + i] += from[fromOffset + i];
        }
    }

    @Override
    public void max(double[] from, int fromOffset, double[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            double value = from[fromOffset + i];
            to[toOffset + i] = value > to[toOffset + i] ? value : to[toOffset + i];
        }
    }

    @Override
    public double prefetch(double[] data, int offset, int count) {
        double sum = data[offset + count - 1];
        for (int i = offset; i < offset + count; i += CACHE_LINE_DOUBLES) {
            sum += data[i];
        }
        return sum;
    }

    @Override
    public void maxPool(double[] from, int fromOffset, int[] rowOffsets, double[] to, int toOffset, int count,
            int width) {
        for (int i = 0; i < count; i++) {
            double max = from[columnMaxIndex(from, fromOffset + i * width, rowOffsets)];
            for (int x = 1; x < width; x++) {
                double value = from[columnMaxIndex(from, fromOffset + i * width + x, rowOffsets)];
                max = value > max ? value : max;
            }
            to[toOffset + i] = max;
        }
    }

    /** Returns the index of a column's maximum, the first of equals. */
    static int columnMaxIndex(double[] value, int column, int[] rowOffsets) {
        int maxIndex = column + rowOffsets[0];
        for (int row = 1; row < rowOffsets.length; row++) {
            maxIndex = value[column + rowOffsets[row]] > value[maxIndex] ? column + rowOffsets[row] : maxIndex;
        }
        return maxIndex;
    }

    @Override
    public void applyTransfer(double[] data, int offset, int count, double bias, TransferFunction function) {
        for (int i = offset; i < offset + count; i++) {
            data[i] = apply(function, data[i] + bias);
        }
    }

    static double apply(TransferFunction function, double x) {
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
