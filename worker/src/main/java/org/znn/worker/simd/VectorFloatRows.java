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
        if (count < SPECIES.length()) {
            plain.max(from, fromAt, to, toAt, count);
            return;
        }
        for (int i = 0; i < count; i += SPECIES.length()) {
            int at = startOfVector(i, count);
            FloatVector old = FloatVector.fromArray(SPECIES, to, toAt + at);
            FloatVector fresh = FloatVector.fromArray(SPECIES, from, fromAt + at);
            old.blend(fresh, fresh.compare(VectorOperators.GT, old)).intoArray(to, toAt + at);
        }
    }

    @Override
    public double touch(float[] data, int at, int count) {
        return plain.touch(data, at, count);
    }

    @Override
    public void maxOfWindows(float[] from, int fromAt, int[] rows, float[] to, int toAt, int count, int width) {
        if (width != 2 || count < SPECIES.length()) {
            plain.maxOfWindows(from, fromAt, rows, to, toAt, count, width);
            return;
        }
        for (int i = 0; i < count; i += SPECIES.length()) {
            int at = startOfVector(i, count);
            FloatVector low = greatestOf(from, fromAt + 2 * at, rows);
            FloatVector high = greatestOf(from, fromAt + 2 * at + SPECIES.length(), rows);
            FloatVector first = low.rearrange(EVEN).blend(high.rearrange(EVEN), UPPER_HALF);
            FloatVector second = low.rearrange(ODD).blend(high.rearrange(ODD), UPPER_HALF);
            first.blend(second, second.compare(VectorOperators.GT, first)).intoArray(to, toAt + at);
        }
    }

    /** The greatest of each of the columns side by side. */
    static FloatVector greatestOf(float[] value, int column, int[] rows) {
        FloatVector greatest = FloatVector.fromArray(SPECIES, value, column + rows[0]);
        for (int row = 1; row < rows.length; row++) {
            FloatVector fresh = FloatVector.fromArray(SPECIES, value, column + rows[row]);
            greatest = greatest.blend(fresh, fresh.compare(VectorOperators.GT, greatest));
        }
        return greatest;
    }

    /** The last vector of a row ends with the row and repeats a part of the one before: a maximum stays what it is. */
    private static int startOfVector(int i, int count) {
        return Math.min(i, count - SPECIES.length());
    }

    @Override
    public void transfer(float[] data, int at, int count, double bias, TransferFunction function) {
        float b = (float) bias;
        int whole = SPECIES.loopBound(count);
        if (function instanceof TransferFunction.RectifyLinear) {
            rectify(data, at, at + whole, b);
        } else if (function instanceof TransferFunction.Tanh f) {
            tanh(data, at, at + whole, b, f);
        } else if (function instanceof TransferFunction.Logistics
                || function instanceof TransferFunction.ForwardLogistics) {
            logistic(data, at, at + whole, b);
        } else {
            whole = 0;
        }
        plain.transfer(data, at + whole, count - whole, bias, function);
    }

    private static void rectify(float[] data, int from, int to, float bias) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add(bias);
            zero.blend(value, value.compare(VectorOperators.GT, zero)).intoArray(data, i);
        }
    }

    private static void tanh(float[] data, int from, int to, float bias, TransferFunction.Tanh function) {
        float height = (float) function.a();
        float slope = (float) function.b();
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add(bias).mul(slope);
            VectorExponential.tanh(value).mul(height).intoArray(data, i);
        }
    }

    private static void logistic(float[] data, int from, int to, float bias) {
        for (int i = from; i < to; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, data, i).add(bias);
            VectorExponential.logistic(value).intoArray(data, i);
        }
    }
}
