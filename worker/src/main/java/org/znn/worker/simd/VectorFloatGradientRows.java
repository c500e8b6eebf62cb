package org.znn.worker.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Backward rows of float32 with the Vector API, where the compiler does not find the vectors by itself. */
final class VectorFloatGradientRows implements GradientRows<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final IntVector PLACES = IntVector.zero(INTS).addIndex(1).mul(DropoutMask.STEP);

    /** Lane i takes that of the pair it belongs to, or of that pair of a vector half as long. */
    private static final VectorShuffle<Float> EVEN_TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2 * 2);
    private static final VectorShuffle<Float> ODD_TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2 * 2 + 1);
    private static final VectorShuffle<Float> LOW_TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2);
    private static final VectorShuffle<Float> HIGH_TWICE = VectorShuffle.fromOp(SPECIES, i -> (LANES + i) / 2);
    private static final VectorMask<Float> ODD_LANES = VectorMask.fromLong(SPECIES, 0xAAAA_AAAA_AAAA_AAAAL);

    /** Lane i takes the one so many lanes on. */
    private static final VectorShuffle<Float> FROM_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> FROM_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> FROM_2 = VectorShuffle.iota(SPECIES, 2, 1, true);

    /** From LANES − n on: all bits of n lanes, then none. */
    private static final int[] INSIDE = new int[2 * LANES];

    static {
        Arrays.fill(INSIDE, 0, LANES, -1);
    }

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
    public double sum(float[] data, int at, int count) {
        FloatVector sum = columns(data, at, count, 0, LANES);
        if (LANES > 8) {
            sum = sum.add(sum.rearrange(FROM_8));
        }
        if (LANES > 4) {
            sum = sum.add(sum.rearrange(FROM_4));
        }
        sum = sum.add(sum.rearrange(FROM_2));
        return sum.lane(0) + sum.lane(1);
    }

    /** The columns from one on, with those added that lie a multiple of {@code step} farther on. */
    private static FloatVector columns(float[] data, int at, int count, int first, int step) {
        return step == GradientRows.COLUMNS ? columns(data, at, count, first)
                : columns(data, at, count, first, 2 * step).add(columns(data, at, count, first + step, 2 * step));
    }

    private static FloatVector columns(float[] data, int at, int count, int first) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int i = first;
        for (; i + LANES <= count; i += GradientRows.COLUMNS) {
            sum = sum.add(FloatVector.fromArray(SPECIES, data, at + i));
        }
        if (i < count) {
            IntVector inside = IntVector.fromArray(INTS, INSIDE, LANES - (count - i));
            sum = sum.add(FloatVector.fromArray(SPECIES, data, at + i).reinterpretAsInts().and(inside)
                    .reinterpretAsFloats());
        }
        return sum;
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
    public void routeToWindows(float[] value, float[] to, int at, int[] rows, float[] gradient, int gradientAt,
            int count, int width, boolean add) {
        // Windows that two vectors share are written twice, which would add twice.
        int whole = width != 2 || count < LANES ? 0 : add ? SPECIES.loopBound(count) : count;
        for (int i = 0; i < whole; i += LANES) {
            int first = startOfVector(i, whole);
            FloatVector arrives = FloatVector.fromArray(SPECIES, gradient, gradientAt + first);
            routeToPairs(value, to, at + 2 * first, rows, arrives.rearrange(LOW_TWICE), add);
            routeToPairs(value, to, at + 2 * first + LANES, rows, arrives.rearrange(HIGH_TWICE), add);
        }
        plain.routeToWindows(value, to, at + whole * width, rows, gradient, gradientAt + whole, count - whole, width,
                add);
    }

    /** Of half as many windows as there are lanes, each with both lanes of a pair. */
    private static void routeToPairs(float[] value, float[] to, int at, int[] rows, FloatVector arrives, boolean add) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector greatest = VectorFloatRows.greatestOf(value, at, rows);
        VectorMask<Float> secondWins =
                greatest.rearrange(ODD_TWICE).compare(VectorOperators.GT, greatest.rearrange(EVEN_TWICE));
        FloatVector left = arrives.blend(zero, secondWins).blend(zero.blend(arrives, secondWins), ODD_LANES);
        for (int row : rows) {
            VectorMask<Float> here = FloatVector.fromArray(SPECIES, value, at + row)
                    .compare(VectorOperators.EQ, greatest);
            FloatVector routed = zero.blend(left, here);
            left = left.blend(zero, here);
            (add ? routed.add(FloatVector.fromArray(SPECIES, to, at + row)) : routed).intoArray(to, at + row);
        }
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
