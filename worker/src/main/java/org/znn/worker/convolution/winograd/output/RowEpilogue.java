package org.znn.worker.convolution.winograd.output;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.simd.RowOps;

/** Adds the bias and applies the transfer function to rows of whole vectors. */
final class RowEpilogue {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final Epilogue epilogue;
    private final RowOps<float[]> rowOps;

    RowEpilogue(Epilogue epilogue, RowOps<float[]> rowOps) {
        this.epilogue = epilogue;
        this.rowOps = rowOps;
    }

    /** Applies the epilogue to a row of a channel; source and destination may be the same. */
    void apply(float[] from, int fromOffset, float[] to, int toOffset, int count, int channel) {
        double bias = epilogue.bias(channel);
        if (epilogue.function() instanceof TransferFunction.RectifyLinear) {
            rectify(from, fromOffset, to, toOffset, count, (float) bias);
            return;
        }
        if (from != to || fromOffset != toOffset) {
            copy(from, fromOffset, to, toOffset, count);
        }
        if (!epilogue.isIdentity()) {
            rowOps.applyTransfer(to, toOffset, count, bias, epilogue.function());
        }
    }

    private static void copy(float[] from, int fromOffset, float[] to, int toOffset, int count) {
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, from, fromOffset + i).intoArray(to, toOffset + i);
        }
    }

    private static void rectify(float[] from, int fromOffset, float[] to, int toOffset, int count, float bias) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector b = FloatVector.broadcast(SPECIES, bias);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector value = FloatVector.fromArray(SPECIES, from, fromOffset + i).add(b);
            VectorMask<Float> positive = value.compare(VectorOperators.GT, zero);
            zero.blend(value, positive).intoArray(to, toOffset + i);
        }
    }
}
