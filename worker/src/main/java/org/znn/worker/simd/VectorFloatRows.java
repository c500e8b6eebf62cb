package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Rows of float32 with the Vector API, where the compiler does not find the vectors by itself. */
final class VectorFloatRows implements Rows<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Lane i takes lane 2i of a pair of vectors, or 2i + 1; those past the end come from the second of the pair. */
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(SPECIES, i -> 2 * i % SPECIES.length());
    private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(SPECIES, i -> (2 * i + 1) % SPECIES.length());
    private static final VectorMask<Float> UPPER_HALF =
            VectorMask.fromLong(SPECIES, -1L << SPECIES.length() / 2);

    private final FloatRows plain = new FloatRows();

    @Override
    public void add(float[] from, int fromAt, float[] to, int toAt, int count) {
        plain.add(from, fromAt, to, toAt, count);
    }

    @Override
    public void max(float[] from, int fromAt, float[] to, int toAt, int count) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector old = FloatVector.fromArray(SPECIES, to, toAt + i);
            FloatVector fresh = FloatVector.fromArray(SPECIES, from, fromAt + i);
            old.blend(fresh, fresh.compare(VectorOperators.GT, old)).intoArray(to, toAt + i);
        }
        plain.max(from, fromAt + whole, to, toAt + whole, count - whole);
    }

    @Override
    public void maxOfGroups(float[] from, int fromAt, float[] to, int toAt, int count, int width) {
        int whole = width == 2 ? SPECIES.loopBound(count) : 0;
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector low = FloatVector.fromArray(SPECIES, from, fromAt + 2 * i);
            FloatVector high = FloatVector.fromArray(SPECIES, from, fromAt + 2 * i + SPECIES.length());
            FloatVector first = low.rearrange(EVEN).blend(high.rearrange(EVEN), UPPER_HALF);
            FloatVector second = low.rearrange(ODD).blend(high.rearrange(ODD), UPPER_HALF);
            first.blend(second, second.compare(VectorOperators.GT, first)).intoArray(to, toAt + i);
        }
        plain.maxOfGroups(from, fromAt + whole * width, to, toAt + whole, count - whole, width);
    }

    @Override
    public void transfer(float[] data, int at, int count, double bias, TransferFunction function) {
        if (!(function instanceof TransferFunction.RectifyLinear)) {
            plain.transfer(data, at, count, bias, function);
            return;
        }
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = SPECIES.loopBound(count);
        for (int i = at; i < at + whole; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add((float) bias);
            zero.blend(value, value.compare(VectorOperators.GT, zero)).intoArray(data, i);
        }
        plain.transfer(data, at + whole, count - whole, bias, function);
    }
}
