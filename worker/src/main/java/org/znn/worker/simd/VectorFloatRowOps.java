package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Row operations in float32: uses the Vector API where the JIT compiler does not vectorise the plain loop. */
final class VectorFloatRowOps implements RowOps<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Lane i takes lane 2i, or 2i + 1, of a pair of vectors; lanes past the end come from the second of the pair. */
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(SPECIES, i -> 2 * i % SPECIES.length());
    private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(SPECIES, i -> (2 * i + 1) % SPECIES.length());
    private static final VectorMask<Float> UPPER_HALF =
            VectorMask.fromLong(SPECIES, -1L << SPECIES.length() / 2);

    private final FloatRowOps scalar = new FloatRowOps();

    @Override
    public void add(float[] from, int fromOffset, float[] to, int toOffset, int count) {
        scalar.add(from, fromOffset, to, toOffset, count);
    }

    @Override
    public void max(float[] from, int fromOffset, float[] to, int toOffset, int count) {
        if (count < SPECIES.length()) {
            scalar.max(from, fromOffset, to, toOffset, count);
            return;
        }
        for (int i = 0; i < count; i += SPECIES.length()) {
            int start = vectorStart(i, count);
            FloatVector previous = FloatVector.fromArray(SPECIES, to, toOffset + start);
            FloatVector value = FloatVector.fromArray(SPECIES, from, fromOffset + start);
            previous.blend(value, value.compare(VectorOperators.GT, previous)).intoArray(to, toOffset + start);
        }
    }

    @Override
    public double prefetch(float[] data, int offset, int count) {
        return scalar.prefetch(data, offset, count);
    }

    @Override
    public void maxPool(float[] from, int fromOffset, int[] rowOffsets, float[] to, int toOffset, int count,
            int width) {
        if (width != 2 || count < SPECIES.length()) {
            scalar.maxPool(from, fromOffset, rowOffsets, to, toOffset, count, width);
            return;
        }
        for (int i = 0; i < count; i += SPECIES.length()) {
            int start = vectorStart(i, count);
            FloatVector low = columnMax(from, fromOffset + 2 * start, rowOffsets);
            FloatVector high = columnMax(from, fromOffset + 2 * start + SPECIES.length(), rowOffsets);
            FloatVector first = low.rearrange(EVEN).blend(high.rearrange(EVEN), UPPER_HALF);
            FloatVector second = low.rearrange(ODD).blend(high.rearrange(ODD), UPPER_HALF);
            first.blend(second, second.compare(VectorOperators.GT, first)).intoArray(to, toOffset + start);
        }
    }

    /** Returns the maximum of each of the adjacent columns. */
    static FloatVector columnMax(float[] value, int column, int[] rowOffsets) {
        FloatVector max = FloatVector.fromArray(SPECIES, value, column + rowOffsets[0]);
        for (int row = 1; row < rowOffsets.length; row++) {
            FloatVector next = FloatVector.fromArray(SPECIES, value, column + rowOffsets[row]);
            max = max.blend(next, next.compare(VectorOperators.GT, max));
        }
        return max;
    }

    /** Returns the start of a vector; the last one overlaps its predecessor, which leaves a maximum unchanged. */
    private static int vectorStart(int i, int count) {
        return Math.min(i, count - SPECIES.length());
    }

    @Override
    public void applyTransfer(float[] data, int offset, int count, double bias, TransferFunction function) {
        float b = (float) bias;
        int vectorised = SPECIES.loopBound(count);
        if (function instanceof TransferFunction.RectifyLinear) {
            applyRectifyLinear(data, offset, offset + vectorised, b);
        } else if (function instanceof TransferFunction.Tanh f) {
            applyTanh(data, offset, offset + vectorised, b, f);
        } else if (function instanceof TransferFunction.Logistics
                || function instanceof TransferFunction.ForwardLogistics) {
            applyLogistic(data, offset, offset + vectorised, b);
        } else {
            vectorised = 0;
        }
        scalar.applyTransfer(data, offset + vectorised, count - vectorised, bias, function);
    }

    private static void applyRectifyLinear(float[] data, int from, int to, float bias) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add(bias);
            zero.blend(value, value.compare(VectorOperators.GT, zero)).intoArray(data, i);
        }
    }

    private static void applyTanh(float[] data, int from, int to, float bias, TransferFunction.Tanh function) {
        float height = (float) function.a();
        float slope = (float) function.b();
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add(bias).mul(slope);
            VectorExponential.tanh(value).mul(height).intoArray(data, i);
        }
    }

    private static void applyLogistic(float[] data, int from, int to, float bias) {
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add(bias);
            VectorExponential.logistic(value).intoArray(data, i);
        }
    }
}
