package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Backward rows of float32 with the Vector API, where the compiler does not find the vectors by itself. */
final class VectorFloatGradientRows implements GradientRows<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final IntVector PLACES = IntVector.zero(INTS).addIndex(1).mul(DropoutMask.STEP);

    private final FloatGradientRows plain = new FloatGradientRows();

    @Override
    public void derivative(TransferFunction function, float[] value, int valueAt, float[] gradient, int gradientAt,
            int count) {
        if (!(function instanceof TransferFunction.RectifyLinear) || count < LANES) {
            plain.derivative(function, value, valueAt, gradient, gradientAt, count);
            return;
        }
        for (int i = 0; i < count; i += LANES) {
            int at = startOfVector(i, count);
            VectorMask<Float> active = FloatVector.fromArray(SPECIES, value, valueAt + at)
                    .compare(VectorOperators.GT, FloatVector.zero(SPECIES));
            FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, gradient, gradientAt + at), active)
                    .intoArray(gradient, gradientAt + at);
        }
    }

    /**
     * The last vector of a row ends with the row and repeats a part of the one before: what has passed a function that
     * is 0 or 1 passes it again, what was routed is 0 by now, what was dropped is dropped to the same.
     */
    private static int startOfVector(int i, int count) {
        return Math.min(i, count - LANES);
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
        if (count < LANES) {
            plain.route(value, valueAt, greatest, greatestAt, gradient, gradientAt, to, toAt, count);
            return;
        }
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            int at = startOfVector(i, count);
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, value, valueAt + at)
                    .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, greatest, greatestAt + at));
            FloatVector arrives = FloatVector.fromArray(SPECIES, gradient, gradientAt + at);
            FloatVector.fromArray(SPECIES, to, toAt + at).add(zero.blend(arrives, here)).intoArray(to, toAt + at);
            arrives.blend(zero, here).intoArray(gradient, gradientAt + at);
        }
    }

    @Override
    public void routeToGroups(float[] value, int valueAt, float[] greatest, float[] gradient, float[] to, int count,
            int width) {
        plain.routeToGroups(value, valueAt, greatest, gradient, to, count, width);
    }

    @Override
    public void drop(float[] from, int fromAt, float[] to, int toAt, int count, long rowKey, double keep,
            boolean add) {
        if (add || count < LANES) {
            plain.drop(from, fromAt, to, toAt, count, rowKey, keep, add);
            return;
        }
        float scale = (float) (1 / keep);
        int threshold = DropoutMask.threshold(keep);
        for (int i = 0; i < count; i += LANES) {
            int at = startOfVector(i, count);
            // Sign bits all over where the hash is below the threshold: no mask of the API, which are slow on Java 17.
            IntVector kept = hash(rowKey, at).sub(threshold).lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
            FloatVector.fromArray(SPECIES, from, fromAt + at).reinterpretAsInts().and(kept).reinterpretAsFloats()
                    .mul(scale).intoArray(to, toAt + at);
        }
    }

    /** {@link DropoutMask#hash} of as many voxels as there are lanes. */
    private static IntVector hash(long rowKey, int x) {
        IntVector a = PLACES.add(x * DropoutMask.STEP + (int) rowKey);
        a = a.lanewise(VectorOperators.LSHR, DropoutMask.FIRST_SHIFT).lanewise(VectorOperators.XOR, a)
                .mul(DropoutMask.FIRST_FACTOR).add((int) (rowKey >>> Integer.SIZE));
        a = a.lanewise(VectorOperators.LSHR, DropoutMask.SECOND_SHIFT).lanewise(VectorOperators.XOR, a)
                .mul(DropoutMask.SECOND_FACTOR);
        return a.lanewise(VectorOperators.LSHR, Integer.SIZE - DropoutMask.BITS);
    }

    @Override
    public void zero(float[] data, int at, int count) {
        plain.zero(data, at, count);
    }
}
