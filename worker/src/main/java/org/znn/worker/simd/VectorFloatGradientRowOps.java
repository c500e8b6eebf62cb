package org.znn.worker.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Backward row operations in float32: uses the Vector API where the JIT compiler does not vectorise the plain loop. */
final class VectorFloatGradientRowOps implements GradientRowOps<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final IntVector HASH_STEPS = IntVector.zero(INTS).addIndex(1).mul(DropoutMask.HASH_STEP);

    /** Lane i takes the even or odd lane of its pair, or lane i / 2 of the lower or upper half of a vector. */
    private static final VectorShuffle<Float> EVEN_TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2 * 2);
    private static final VectorShuffle<Float> ODD_TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2 * 2 + 1);
    private static final VectorShuffle<Float> LOW_TWICE = VectorShuffle.fromOp(SPECIES, i -> i / 2);
    private static final VectorShuffle<Float> HIGH_TWICE = VectorShuffle.fromOp(SPECIES, i -> (LANES + i) / 2);
    private static final VectorMask<Float> ODD_LANES = VectorMask.fromLong(SPECIES, 0xAAAA_AAAA_AAAA_AAAAL);

    /** Lane i takes lane i + 8, i + 4 or i + 2. */
    private static final VectorShuffle<Float> SHIFT_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> SHIFT_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> SHIFT_2 = VectorShuffle.iota(SPECIES, 2, 1, true);

    /** Bit mask of the first n lanes, from index LANES − n. */
    private static final int[] TAIL_MASK = new int[2 * LANES];

    static {
        Arrays.fill(TAIL_MASK, 0, LANES, -1);
    }

    private final FloatGradientRowOps scalar = new FloatGradientRowOps();

    @Override
    public void multiplyByDerivative(TransferFunction function, float[] value, int valueOffset, float[] gradient,
            int gradientOffset, int count) {
        if (!(function instanceof TransferFunction.RectifyLinear) || count < LANES) {
            scalar.multiplyByDerivative(function, value, valueOffset, gradient, gradientOffset, count);
            return;
        }
        for (int i = 0; i < count; i += LANES) {
            int start = vectorStart(i, count);
            VectorMask<Float> active = FloatVector.fromArray(SPECIES, value, valueOffset + start)
                    .compare(VectorOperators.GT, FloatVector.zero(SPECIES));
            FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, gradient, gradientOffset + start), active)
                    .intoArray(gradient, gradientOffset + start);
        }
    }

    /**
     * Returns the start of a vector; the last one overlaps its predecessor. Processing an element twice is harmless: a
     * factor of 0 or 1 applied again changes nothing, routed gradients are 0 by then, dropout yields the same value.
     */
    private static int vectorStart(int i, int count) {
        return Math.min(i, count - LANES);
    }

    @Override
    public double sum(float[] data, int offset, int count) {
        FloatVector sum = sumColumns(data, offset, count, 0, LANES);
        if (LANES > 8) {
            sum = sum.add(sum.rearrange(SHIFT_8));
        }
        if (LANES > 4) {
            sum = sum.add(sum.rearrange(SHIFT_4));
        }
        sum = sum.add(sum.rearrange(SHIFT_2));
        return sum.lane(0) + sum.lane(1);
    }

    /**
     * Returns the sums of LANES columns from column {@code first} on, each including the columns that follow it at
     * multiples of {@code step}.
     */
    private static FloatVector sumColumns(float[] data, int offset, int count, int first, int step) {
        return step == GradientRowOps.SUM_COLUMNS ? sumColumns(data, offset, count, first)
                : sumColumns(data, offset, count, first, 2 * step)
                        .add(sumColumns(data, offset, count, first + step, 2 * step));
    }

    private static FloatVector sumColumns(float[] data, int offset, int count, int first) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int i = first;
        for (; i + LANES <= count; i += GradientRowOps.SUM_COLUMNS) {
            sum = sum.add(FloatVector.fromArray(SPECIES, data, offset + i));
        }
        if (i < count) {
            IntVector tail = IntVector.fromArray(INTS, TAIL_MASK, LANES - (count - i));
            sum = sum.add(FloatVector.fromArray(SPECIES, data, offset + i).reinterpretAsInts().and(tail)
                    .reinterpretAsFloats());
        }
        return sum;
    }

    @Override
    public void routeMaxGradient(float[] value, int valueOffset, float[] max, int maxOffset, float[] gradient,
            int gradientOffset, float[] to, int toOffset, int count) {
        if (count < LANES) {
            scalar.routeMaxGradient(value, valueOffset, max, maxOffset, gradient, gradientOffset, to, toOffset, count);
            return;
        }
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            int start = vectorStart(i, count);
            VectorMask<Float> matches = FloatVector.fromArray(SPECIES, value, valueOffset + start)
                    .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, max, maxOffset + start));
            FloatVector incoming = FloatVector.fromArray(SPECIES, gradient, gradientOffset + start);
            FloatVector.fromArray(SPECIES, to, toOffset + start).add(zero.blend(incoming, matches))
                    .intoArray(to, toOffset + start);
            incoming.blend(zero, matches).intoArray(gradient, gradientOffset + start);
        }
    }

    @Override
    public void maxPoolGradient(float[] value, float[] to, int windowOffset, int[] rowOffsets, float[] gradient,
            int gradientOffset, int count, int width, boolean accumulate) {
        // The last vector overlaps its predecessor: its windows would be accumulated twice.
        int vectorWindows = width != 2 || count < LANES ? 0 : accumulate ? SPECIES.loopBound(count) : count;
        for (int i = 0; i < vectorWindows; i += LANES) {
            int first = vectorStart(i, vectorWindows);
            FloatVector incoming = FloatVector.fromArray(SPECIES, gradient, gradientOffset + first);
            routeToWindowPairs(value, to, windowOffset + 2 * first, rowOffsets, incoming.rearrange(LOW_TWICE),
                    accumulate);
            routeToWindowPairs(value, to, windowOffset + 2 * first + LANES, rowOffsets, incoming.rearrange(HIGH_TWICE),
                    accumulate);
        }
        scalar.maxPoolGradient(value, to, windowOffset + vectorWindows * width, rowOffsets, gradient,
                gradientOffset + vectorWindows, count - vectorWindows, width, accumulate);
    }

    /** Routes the gradients of LANES / 2 windows of width 2, given in both lanes of each pair. */
    private static void routeToWindowPairs(float[] value, float[] to, int offset, int[] rowOffsets,
            FloatVector incoming, boolean accumulate) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector max = VectorFloatRowOps.columnMax(value, offset, rowOffsets);
        VectorMask<Float> secondIsMax =
                max.rearrange(ODD_TWICE).compare(VectorOperators.GT, max.rearrange(EVEN_TWICE));
        FloatVector remaining = incoming.blend(zero, secondIsMax).blend(zero.blend(incoming, secondIsMax), ODD_LANES);
        for (int row : rowOffsets) {
            VectorMask<Float> matches = FloatVector.fromArray(SPECIES, value, offset + row)
                    .compare(VectorOperators.EQ, max);
            FloatVector routed = zero.blend(remaining, matches);
            remaining = remaining.blend(zero, matches);
            (accumulate ? routed.add(FloatVector.fromArray(SPECIES, to, offset + row)) : routed)
                    .intoArray(to, offset + row);
        }
    }

    @Override
    public void dropout(float[] from, int fromOffset, float[] to, int toOffset, int count, long rowKey,
            double keepProbability, boolean accumulate) {
        if (accumulate || count < LANES) {
            scalar.dropout(from, fromOffset, to, toOffset, count, rowKey, keepProbability, accumulate);
            return;
        }
        float scale = (float) (1 / keepProbability);
        int threshold = DropoutMask.threshold(keepProbability);
        for (int i = 0; i < count; i += LANES) {
            int start = vectorStart(i, count);
            // All bits set where the hash is below the threshold: faster on Java 17 than a VectorMask.
            IntVector kept = hash(rowKey, start).sub(threshold).lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
            FloatVector.fromArray(SPECIES, from, fromOffset + start).reinterpretAsInts().and(kept).reinterpretAsFloats()
                    .mul(scale).intoArray(to, toOffset + start);
        }
    }

    /** Returns {@link DropoutMask#hash} of a vector of voxels from x. */
    private static IntVector hash(long rowKey, int x) {
        IntVector a = HASH_STEPS.add(x * DropoutMask.HASH_STEP + (int) rowKey);
        a = a.lanewise(VectorOperators.LSHR, DropoutMask.FIRST_SHIFT).lanewise(VectorOperators.XOR, a)
                .mul(DropoutMask.FIRST_FACTOR).add((int) (rowKey >>> Integer.SIZE));
        a = a.lanewise(VectorOperators.LSHR, DropoutMask.SECOND_SHIFT).lanewise(VectorOperators.XOR, a)
                .mul(DropoutMask.SECOND_FACTOR);
        return a.lanewise(VectorOperators.LSHR, Integer.SIZE - DropoutMask.HASH_BITS);
    }

    @Override
    public void zero(float[] data, int offset, int count) {
        scalar.zero(data, offset, count);
    }
}
