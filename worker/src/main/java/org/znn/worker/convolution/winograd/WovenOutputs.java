package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows from products at the points 0, two pairs ±p, ∞: outputs of 4-output tiles that are put in the order of the
 * row before they are stored. Of each vector of the row a fourth comes from each output.
 */
final class WovenOutputs {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
    private static final int OUTPUTS = 4;

    private final float[] output;
    private final int[] masks;
    private final VectorShuffle<Float>[] turns;
    private final VectorShuffle<Float>[] orders;

    @SuppressWarnings("unchecked")
    WovenOutputs(Axis x) {
        output = Coefficients.ofOutput(x.matrices(), 2, true);
        int lanes = SPECIES.length();
        int part = lanes / OUTPUTS;
        int d = x.dilation();
        masks = new int[OUTPUTS * lanes];
        turns = new VectorShuffle[OUTPUTS];
        orders = new VectorShuffle[OUTPUTS];
        for (int i = 0; i < OUTPUTS; i++) {
            int vector = i;
            Arrays.fill(masks, i * lanes + i * part, i * lanes + (i + 1) * part, -1);
            turns[i] = VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes - vector * part) % lanes);
            orders[i] = VectorShuffle.fromOp(SPECIES, to -> (vector + to / d) % OUTPUTS * part
                    + to / (OUTPUTS * d) * d + to % d);
        }
    }

    /** Whether an axis has such tiles. */
    static boolean serves(Axis x, int lanes) {
        return x.points() == 6 && WovenInputs.serves(x, lanes);
    }

    /** A row of so many vectors of tiles, from products that lie {@code stride} apart. */
    void row(float[] data, int from, int stride, int vectors, int to) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, output[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, output[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, output[2]);
        FloatVector b1 = FloatVector.broadcast(SPECIES, output[3]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, output[4]);
        FloatVector b3 = FloatVector.broadcast(SPECIES, output[5]);
        FloatVector i1 = FloatVector.broadcast(SPECIES, output[6]);
        FloatVector i2 = FloatVector.broadcast(SPECIES, output[7]);
        FloatVector i3 = FloatVector.broadcast(SPECIES, output[8]);
        IntVector m0 = IntVector.fromArray(BITS, masks, 0);
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        IntVector m2 = IntVector.fromArray(BITS, masks, 2 * SPECIES.length());
        IntVector m3 = IntVector.fromArray(BITS, masks, 3 * SPECIES.length());
        VectorShuffle<Float> t1 = turns[1];
        VectorShuffle<Float> t2 = turns[2];
        VectorShuffle<Float> t3 = turns[3];
        VectorShuffle<Float> order0 = orders[0];
        VectorShuffle<Float> order1 = orders[1];
        VectorShuffle<Float> order2 = orders[2];
        VectorShuffle<Float> order3 = orders[3];
        for (int i = 0; i < vectors; i++) {
            int at = from + i * SPECIES.length();
            FloatVector v0 = FloatVector.fromArray(SPECIES, data, at);
            FloatVector v1 = FloatVector.fromArray(SPECIES, data, at + stride);
            FloatVector v2 = FloatVector.fromArray(SPECIES, data, at + 2 * stride);
            FloatVector v3 = FloatVector.fromArray(SPECIES, data, at + 3 * stride);
            FloatVector v4 = FloatVector.fromArray(SPECIES, data, at + 4 * stride);
            FloatVector v5 = FloatVector.fromArray(SPECIES, data, at + 5 * stride);
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            FloatVector even1 = v3.add(v4);
            FloatVector odd1 = v3.sub(v4);
            IntVector o0 = v0.add(even0).add(even1).reinterpretAsInts();
            IntVector o1 = odd1.fma(b1, odd0.fma(a1, v5.mul(i1))).rearrange(t1).reinterpretAsInts();
            IntVector o2 = even1.fma(b2, even0.fma(a2, v5.mul(i2))).rearrange(t2).reinterpretAsInts();
            IntVector o3 = odd1.fma(b3, odd0.fma(a3, v5.mul(i3))).rearrange(t3).reinterpretAsInts();
            int end = to + i * OUTPUTS * SPECIES.length();
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m1).lanewise(VectorOperators.BITWISE_BLEND, o2, m2)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m3).reinterpretAsFloats().rearrange(order0)
                    .intoArray(data, end);
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m2).lanewise(VectorOperators.BITWISE_BLEND, o2, m3)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m0).reinterpretAsFloats().rearrange(order1)
                    .intoArray(data, end + SPECIES.length());
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m3).lanewise(VectorOperators.BITWISE_BLEND, o2, m0)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m1).reinterpretAsFloats().rearrange(order2)
                    .intoArray(data, end + 2 * SPECIES.length());
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m0).lanewise(VectorOperators.BITWISE_BLEND, o2, m1)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m2).reinterpretAsFloats().rearrange(order3)
                    .intoArray(data, end + 3 * SPECIES.length());
        }
    }
}
