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
    public double sum(double[] data, int at, int count, int rows, int pitch) {
        double total = 0;
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int i = at + row * pitch; i < at + row * pitch + count; i++) {
                sum += data[i];
            }
            total += sum;
        }
        return total;
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
    public void routeToGroups(double[] value, int valueAt, double[] greatest, double[] gradient, double[] to,
            int count, int width) {
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
