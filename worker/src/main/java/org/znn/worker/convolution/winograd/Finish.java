package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.simd.Rows;

/** Bias and transfer function of rows that are whole vectors. */
final class Finish {

    /** x + -0.0 is x for every x. */
    private static final double NO_BIAS = -0.0;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final Epilogue epilogue;
    private final Rows<float[]> rows;

    Finish(Epilogue epilogue, Rows<float[]> rows) {
        this.epilogue = epilogue;
        this.rows = rows;
    }

    /** A row of a map to another place or the same. */
    void run(float[] from, int fromAt, float[] to, int toAt, int count, int map) {
        double bias = epilogue.bias() == null ? NO_BIAS : epilogue.bias()[map];
        if (epilogue.function() instanceof TransferFunction.RectifyLinear) {
            rectify(from, fromAt, to, toAt, count, (float) bias);
            return;
        }
        if (from != to || fromAt != toAt) {
            copy(from, fromAt, to, toAt, count);
        }
        if (epilogue.bias() != null || !epilogue.function().equals(TransferFunction.Linear.IDENTITY)) {
            rows.transfer(to, toAt, count, bias, epilogue.function());
        }
    }

    private static void copy(float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, from, fromAt + i).intoArray(to, toAt + i);
        }
    }

    private static void rectify(float[] from, int fromAt, float[] to, int toAt, int count, float bias) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector b = FloatVector.broadcast(SPECIES, bias);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, from, fromAt + i).add(b);
            VectorMask<Float> positive = value.compare(VectorOperators.GT, zero);
            zero.blend(value, positive).intoArray(to, toAt + i);
        }
    }
}
