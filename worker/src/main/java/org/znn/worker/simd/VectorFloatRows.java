package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;

/** Rows of float32 with the Vector API, where the compiler does not find the vectors by itself. */
final class VectorFloatRows implements Rows<float[]> {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

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
        plain.maxOfGroups(from, fromAt, to, toAt, count, width);
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
