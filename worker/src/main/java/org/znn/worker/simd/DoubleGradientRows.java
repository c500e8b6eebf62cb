package org.znn.worker.simd;

import java.util.Arrays;
import org.znn.common.network.TransferFunction;

/** Backward rows of float64. */
public final class DoubleGradientRows implements GradientRows<double[]> {

    @Override
    public void derivative(TransferFunction function, double[] value, int valueAt, double[] gradient, int gradientAt,
            int count) {
        for (int i = 0; i < count; i++) {
            gradient[gradientAt + i] *= derivative(function, value[valueAt + i]);
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
    public double sum(double[] data, int at, int count) {
        double sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += data[i];
        }
        return sum;
    }

    @Override
    public void route(double[] value, int valueAt, double[] greatest, int greatestAt, double[] gradient,
            int gradientAt, double[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            if (value[valueAt + i] == greatest[greatestAt + i]) {
                to[toAt + i] += gradient[gradientAt + i];
                gradient[gradientAt + i] = 0;
            }
        }
    }

    @Override
    public void routeToWindows(double[] value, double[] to, int at, int[] rows, double[] gradient, int gradientAt,
            int count, int width, boolean add) {
        for (int row : rows) {
            if (!add) {
                zero(to, at + row, count * width);
            }
        }
        for (int i = 0; i < count; i++) {
            int greatest = DoubleRows.greatestOf(value, at + i * width, rows);
            for (int x = 1; x < width; x++) {
                int other = DoubleRows.greatestOf(value, at + i * width + x, rows);
                greatest = value[other] > value[greatest] ? other : greatest;
            }
            if (!Double.isNaN(value[greatest])) {
                to[greatest] += gradient[gradientAt + i];
            }
        }
    }

    @Override
    public void drop(double[] from, int fromAt, double[] to, int toAt, int count, long rowKey, double keep,
            boolean add) {
        int threshold = DropoutMask.threshold(keep);
        for (int i = 0; i < count; i++) {
            double kept = DropoutMask.hash(rowKey, i) < threshold ? from[fromAt + i] / keep : 0;
            to[toAt + i] = add ? to[toAt + i] + kept : kept;
        }
    }

    @Override
    public void zero(double[] data, int at, int count) {
        Arrays.fill(data, at, at + count, 0);
    }
}
