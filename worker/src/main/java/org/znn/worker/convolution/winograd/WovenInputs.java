package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of maps split for tiles of 4 outputs, the way back of {@link WovenOutputs}: four vectors of a row to one of each
 * of the first 4 inputs of tiles. Of each vector of the row a fourth goes to each input.
 */
final class WovenInputs {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
    private static final int INPUTS = 4;

    private final int[] masks;
    private final VectorShuffle<Float>[] orders;
    private final VectorShuffle<Float>[] turns;

    @SuppressWarnings("unchecked")
    WovenInputs(Axis x) {
        int lanes = SPECIES.length();
        int part = lanes / INPUTS;
        int d = x.dilation();
        masks = new int[INPUTS * lanes];
        orders = new VectorShuffle[INPUTS];
        turns = new VectorShuffle[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            int vector = i;
            Arrays.fill(masks, i * lanes + i * part, i * lanes + (i + 1) * part, -1);
            orders[i] = VectorShuffle.fromOp(SPECIES, to -> (to / part + INPUTS - vector) % INPUTS * d
                    + to % part / d * INPUTS * d + to % d);
            turns[i] = VectorShuffle.fromOp(SPECIES, lane -> (lane + vector * part) % lanes);
        }
    }

    /** Whether an axis has such tiles. */
    static boolean serves(Axis x, int lanes) {
        return x.outputs() == INPUTS && lanes % (INPUTS * x.dilation()) == 0;
    }

    /** A row to so many vectors of each input, which lie {@code stride} apart. */
    void split(float[] data, int from, int vectors, int to, int stride) {
        IntVector m0 = IntVector.fromArray(BITS, masks, 0);
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        IntVector m2 = IntVector.fromArray(BITS, masks, 2 * SPECIES.length());
        IntVector m3 = IntVector.fromArray(BITS, masks, 3 * SPECIES.length());
        VectorShuffle<Float> order0 = orders[0];
        VectorShuffle<Float> order1 = orders[1];
        VectorShuffle<Float> order2 = orders[2];
        VectorShuffle<Float> order3 = orders[3];
        VectorShuffle<Float> t1 = turns[1];
        VectorShuffle<Float> t2 = turns[2];
        VectorShuffle<Float> t3 = turns[3];
        for (int i = 0; i < vectors; i++) {
            int at = from + i * INPUTS * SPECIES.length();
            IntVector v0 = FloatVector.fromArray(SPECIES, data, at).rearrange(order0).reinterpretAsInts();
            IntVector v1 = FloatVector.fromArray(SPECIES, data, at + SPECIES.length()).rearrange(order1)
                    .reinterpretAsInts();
            IntVector v2 = FloatVector.fromArray(SPECIES, data, at + 2 * SPECIES.length()).rearrange(order2)
                    .reinterpretAsInts();
            IntVector v3 = FloatVector.fromArray(SPECIES, data, at + 3 * SPECIES.length()).rearrange(order3)
                    .reinterpretAsInts();
            int end = to + i * SPECIES.length();
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m1).lanewise(VectorOperators.BITWISE_BLEND, v2, m2)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m3).reinterpretAsFloats()
                    .intoArray(data, end);
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m2).lanewise(VectorOperators.BITWISE_BLEND, v2, m3)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m0).reinterpretAsFloats().rearrange(t1)
                    .intoArray(data, end + stride);
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m3).lanewise(VectorOperators.BITWISE_BLEND, v2, m0)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m1).reinterpretAsFloats().rearrange(t2)
                    .intoArray(data, end + 2 * stride);
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m0).lanewise(VectorOperators.BITWISE_BLEND, v2, m1)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m2).reinterpretAsFloats().rearrange(t3)
                    .intoArray(data, end + 3 * stride);
        }
    }
}
