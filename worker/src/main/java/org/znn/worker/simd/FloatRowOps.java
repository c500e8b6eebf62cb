package org.znn.worker.simd;

import org.znn.common.network.TransferFunction;

/** Row operations in float32, in plain loops; the JIT compiler vectorises those without function calls. */
public final class FloatRowOps implements RowOps<float[]> {

    @Override
    public void add(float[] from, int fromOffset, float[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            to[toOffset + i] += from[fromOffset + i];
        }
    }

    @Override
    public void max(float[] from, int fromOffset, float[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            float value = from[fromOffset + i];
            to[toOffset + i] = value > to[toOffset + i] ? value : to[toOffset + i];
        }
    }

    @Override
    public double prefetch(float[] data, int offset, int count) {
        return Prefetch.range(data, offset, count);
    }

    @Override
    public void maxPool(float[] from, int fromOffset, int[] rowOffsets, float[] to, int toOffset, int count,
            int width) {
        for (int i = 0; i < count; i++) {
            float max = from[columnMaxIndex(from, fromOffset + i * width, rowOffsets)];
            for (int x = 1; x < width; x++) {
                float value = from[columnMaxIndex(from, fromOffset + i * width + x, rowOffsets)];
                max = value > max ? value : max;
            }
            to[toOffset + i] = max;
        }
    }

    /** Returns the index of a column's maximum, the first of equals. */
    static int columnMaxIndex(float[] value, int column, int[] rowOffsets) {
        int maxIndex = column + rowOffsets[0];
        for (int row = 1; row < rowOffsets.length; row++) {
            maxIndex = value[column + rowOffsets[row]] > value[maxIndex] ? column + rowOffsets[row] : maxIndex;
        }
        return maxIndex;
    }

    @Override
    public void applyTransfer(float[] data, int offset, int count, double bias, TransferFunction function) {
        float b = (float) bias;
        if (function instanceof TransferFunction.RectifyLinear) {
            for (int i = offset; i < offset + count; i++) {
                data[i] = data[i] + b > 0 ? data[i] + b : 0;
            }
        } else if (function instanceof TransferFunction.Linear f) {
            applyLinear(data, offset, count, b, f);
        } else if (function instanceof TransferFunction.Tanh f) {
            float height = (float) f.a();
            float slope = (float) f.b();
            for (int i = offset; i < offset + count; i++) {
                data[i] = height * ScalarExponential.tanh(slope * (data[i] + b));
            }
        } else if (function instanceof TransferFunction.SoftSign) {
            for (int i = offset; i < offset + count; i++) {
                float x = data[i] + b;
                data[i] = x / (1 + Math.abs(x));
            }
        } else {
            for (int i = offset; i < offset + count; i++) {
                data[i] = ScalarExponential.logistic(data[i] + b);
            }
        }
    }

    private static void applyLinear(float[] data, int offset, int count, float bias, TransferFunction.Linear function) {
        float a = (float) function.a();
        float c = (float) function.b();
        for (int i = offset; i < offset + count; i++) {
            data[i] = a * (data[i] + bias) + c;
        }
    }
}
