package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Backward rows of float32 with the Vector API, where the compiler does not find the vectors by itself. */
final class VectorFloatGradientRows implements GradientRows<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final FloatGradientRows plain = new FloatGradientRows();

    @Override
    public void derivative(TransferFunction function, float[] value, int valueAt, float[] gradient, int gradientAt,
            int count) {
        int whole = function instanceof TransferFunction.RectifyLinear ? SPECIES.loopBound(count) : 0;
        for (int i = 0; i < whole; i += LANES) {
            VectorMask<Float> active = FloatVector.fromArray(SPECIES, value, valueAt + i)
                    .compare(VectorOperators.GT, FloatVector.zero(SPECIES));
            FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, gradient, gradientAt + i), active)
                    .intoArray(gradient, gradientAt + i);
        }
        plain.derivative(function, value, valueAt + whole, gradient, gradientAt + whole, count - whole);
    }

    @Override
    public double sum(float[] data, int at, int count, int rows, int pitch) {
        float[] sums = new float[FloatGradientRows.SUMS];
        int whole = count / FloatGradientRows.SUMS * FloatGradientRows.SUMS;
        double total = 0;
        for (int row = at; row < at + rows * pitch; row += pitch) {
            for (int lane = 0; lane < FloatGradientRows.SUMS; lane += LANES) {
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int i = lane; i < whole; i += FloatGradientRows.SUMS) {
                    sum = sum.add(FloatVector.fromArray(SPECIES, data, row + i));
                }
                sum.intoArray(sums, lane);
            }
            total += FloatGradientRows.total(data, row, whole, count, sums);
        }
        return total;
    }

    @Override
    public void route(float[] value, int valueAt, float[] greatest, int greatestAt, float[] gradient, int gradientAt,
            float[] to, int toAt, int count) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, value, valueAt + i)
                    .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, greatest, greatestAt + i));
            FloatVector arrives = FloatVector.fromArray(SPECIES, gradient, gradientAt + i);
            FloatVector.fromArray(SPECIES, to, toAt + i).add(zero.blend(arrives, here)).intoArray(to, toAt + i);
            arrives.blend(zero, here).intoArray(gradient, gradientAt + i);
        }
        plain.route(value, valueAt + whole, greatest, greatestAt + whole, gradient, gradientAt + whole, to,
                toAt + whole, count - whole);
    }

    @Override
    public void routeToGroups(float[] value, int valueAt, float[] greatest, float[] gradient, float[] to, int count,
            int width) {
        plain.routeToGroups(value, valueAt, greatest, gradient, to, count, width);
    }

    @Override
    public void drop(float[] from, int fromAt, float[] to, int toAt, int count, long rowKey, double keep,
            boolean add) {
        plain.drop(from, fromAt, to, toAt, count, rowKey, keep, add);
    }

    @Override
    public void zero(float[] data, int at, int count) {
        plain.zero(data, at, count);
    }
}
