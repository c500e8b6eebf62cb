package org.znn.worker.simd;

import java.util.Arrays;
import org.znn.common.network.TransferFunction;

/** Backward row operations in float64, in plain loops. */
public final class DoubleGradientRowOps implements GradientRowOps<double[]> {

    @Override
    public void multiplyByDerivative(TransferFunction function, double[] value, int valueOffset, double[] gradient,
            int gradientOffset, int count) {
        for (int i = 0; i < count; i++) {
            gradient[gradientOffset + i] *= derivative(function, value[valueOffset + i]);
        }
    }

    private static double derivative(TransferFunction function, double f) {
        if (function instanceof TransferFunction.RectifyLinear) {
            return f > 0 ? 1 : 0;
        } else if (function instanceof TransferFunction.Linear linear) {
            return linear.a();
        } else if (function instanceof TransferFunction.Tanh tanh) {
            return tanh.b() / tanh.a() * (tanh.a() - f) * (tanh.a() + f);
        } else if (function instanceof TransferFunction.SoftSign) {
            return (1 - Math.abs(f)) * (1 - Math.abs(f));
        } else if (function instanceof TransferFunction.Logistics) {
            return f * (1 - f);
        }
        return 1;
    }

    @Override
    public double sum(double[] data, int offset, int count) {
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += data[i];
        }
        return sum;
    }

    @Override
    public void routeMaxGradient(double[] value, int valueOffset, double[] max, int maxOffset, double[] gradient,
            int gradientOffset, double[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            if (value[valueOffset + i] == max[maxOffset + i]) {
                to[toOffset + i] += gradient[gradientOffset + i];
                gradient[gradientOffset + i] = 0;
            }
        }
    }

    @Override
    public void maxPoolGradient(double[] value, double[] to, int windowOffset, int[] rowOffsets, double[] gradient,
            int gradientOffset, int count, int width, boolean accumulate) {
        for (int row : rowOffsets) {
            if (!accumulate) {
                zero(to, windowOffset + row, count * width);
            }
        }
        for (int i = 0; i < count; i++) {
            int maxIndex = DoubleRowOps.columnMaxIndex(value, windowOffset + i * width, rowOffsets);
            for (int x = 1; x < width; x++) {
                int columnMaxIndex = DoubleRowOps.columnMaxIndex(value, windowOffset + i * width + x, rowOffsets);
                maxIndex = value[columnMaxIndex] > value[maxIndex] ? columnMaxIndex : maxIndex;
            }
            if (!Double.isNaN(value[maxIndex])) {
                to[maxIndex] += gradient[gradientOffset + i];
            }
        }
    }

    @Override
    public void dropout(double[] from, int fromOffset, double[] to, int toOffset, int count, long rowKey,
            double keepProbability, boolean accumulate) {
        int threshold = DropoutMask.threshold(keepProbability);
        for (int i = 0; i < count; i++) {
            double kept = DropoutMask.hash(rowKey, i) < threshold ? from[fromOffset + i] / keepProbability : 0;
            to[toOffset + i] = accumulate ? to[toOffset + i] + kept : kept;
        }
    }

    @Override
    public void zero(double[] data, int offset, int count) {
        Arrays.fill(data, offset, offset + count, 0);
    }
}
