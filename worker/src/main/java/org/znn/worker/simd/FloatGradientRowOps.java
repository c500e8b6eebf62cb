package org.znn.worker.simd;

import java.util.Arrays;
import org.znn.common.network.TransferFunction;

/** Backward row operations in float32, in plain loops. */
public final class FloatGradientRowOps implements GradientRowOps<float[]> {

    @Override
    public void multiplyByDerivative(TransferFunction function, float[] value, int valueOffset, float[] gradient,
            int gradientOffset, int count) {
        if (function instanceof TransferFunction.RectifyLinear) {
            for (int i = 0; i < count; i++) {
                gradient[gradientOffset + i] = value[valueOffset + i] > 0 ? gradient[gradientOffset + i] : 0;
            }
        } else if (function instanceof TransferFunction.Linear linear) {
            scale(gradient, gradientOffset, count, (float) linear.a());
        } else if (function instanceof TransferFunction.Tanh tanh) {
            float a = (float) tanh.a();
            float slope = (float) (tanh.b() / tanh.a());
            for (int i = 0; i < count; i++) {
                float f = value[valueOffset + i];
                gradient[gradientOffset + i] *= slope * (a - f) * (a + f);
            }
        } else if (function instanceof TransferFunction.SoftSign) {
            for (int i = 0; i < count; i++) {
                float rest = 1 - Math.abs(value[valueOffset + i]);
                gradient[gradientOffset + i] *= rest * rest;
            }
        } else if (function instanceof TransferFunction.Logistics) {
            for (int i = 0; i < count; i++) {
                float f = value[valueOffset + i];
                gradient[gradientOffset + i] *= f * (1 - f);
            }
        }
    }

    private static void scale(float[] gradient, int offset, int count, float factor) {
        for (int i = offset; i < offset + count; i++) {
            gradient[i] *= factor;
        }
    }

    /** Adds the upper half of the partial sums to the lower half until one is left. */
    @Override
    public double sum(float[] data, int offset, int count) {
        float[] columns = new float[SUM_COLUMNS];
        for (int i = 0; i < count; i++) {
            columns[i % SUM_COLUMNS] += data[offset + i];
        }
        for (int half = SUM_COLUMNS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                columns[i] += columns[i + half];
            }
        }
        return columns[0];
    }

    @Override
    public void routeMaxGradient(float[] value, int valueOffset, float[] max, int maxOffset, float[] gradient,
            int gradientOffset, float[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            if (value[valueOffset + i] == max[maxOffset + i]) {
                to[toOffset + i] += gradient[gradientOffset + i];
                gradient[gradientOffset + i] = 0;
            }
        }
    }

    @Override
    public void maxPoolGradient(float[] value, float[] to, int windowOffset, int[] rowOffsets, float[] gradient,
            int gradientOffset, int count, int width, boolean accumulate) {
        for (int row : rowOffsets) {
            if (!accumulate) {
                zero(to, windowOffset + row, count * width);
            }
        }
        for (int i = 0; i < count; i++) {
            int maxIndex = FloatRowOps.columnMaxIndex(value, windowOffset + i * width, rowOffsets);
            for (int x = 1; x < width; x++) {
                int columnMaxIndex = FloatRowOps.columnMaxIndex(value, windowOffset + i * width + x, rowOffsets);
                maxIndex = value[columnMaxIndex] > value[maxIndex] ? columnMaxIndex : maxIndex;
            }
            if (!Float.isNaN(value[maxIndex])) {
                to[maxIndex] += gradient[gradientOffset + i];
            }
        }
    }

    @Override
    public void dropout(float[] from, int fromOffset, float[] to, int toOffset, int count, long rowKey,
            double keepProbability, boolean accumulate) {
        int threshold = DropoutMask.threshold(keepProbability);
        float scale = (float) (1 / keepProbability);
        for (int i = 0; i < count; i++) {
            float kept = DropoutMask.hash(rowKey, i) < threshold ? from[fromOffset + i] * scale : 0;
            to[toOffset + i] = accumulate ? to[toOffset + i] + kept : kept;
        }
    }

    @Override
    public void zero(float[] data, int offset, int count) {
        Arrays.fill(data, offset, offset + count, 0);
    }
}
