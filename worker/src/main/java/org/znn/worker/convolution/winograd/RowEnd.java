package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.simd.Rows;

/** Stores rows of outputs in a map, with bias and transfer function; the last vector of each may end in the padding. */
final class RowEnd {

    /** x + -0.0 is x for every x. */
    private static final double NO_BIAS = -0.0;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final boolean add;
    private final Epilogue epilogue;
    private final Rows<float[]> rows;

    /**
     * For all rows of a call.
     *
     * @param add      whether what is there is added
     * @param epilogue applied then
     */
    RowEnd(boolean add, Epilogue epilogue, Rows<float[]> rows) {
        this.add = add;
        this.epilogue = epilogue;
        this.rows = rows;
    }

    /** A row, or a segment that is whole vectors, of an output map. */
    void store(float[] row, int from, float[] out, int to, int count, int map) {
        double bias = epilogue.bias() == null ? NO_BIAS : epilogue.bias()[map];
        if (!add && epilogue.function() instanceof TransferFunction.RectifyLinear) {
            rectify(row, from, out, to, count, (float) bias);
            return;
        }
        if (add) {
            rows.add(row, from, out, to, count);
        } else {
            copy(row, from, out, to, count);
        }
        if (epilogue.bias() != null || !epilogue.function().equals(TransferFunction.Linear.IDENTITY)) {
            rows.transfer(out, to, count, bias, epilogue.function());
        }
    }

    private static void copy(float[] row, int from, float[] out, int to, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, row, from + i).intoArray(out, to + i);
        }
    }

    private static void rectify(float[] row, int from, float[] out, int to, int count, float bias) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector b = FloatVector.broadcast(SPECIES, bias);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, row, from + i).add(b);
            VectorMask<Float> positive = value.compare(VectorOperators.GT, zero);
            zero.blend(value, positive).intoArray(out, to + i);
        }
    }
}
