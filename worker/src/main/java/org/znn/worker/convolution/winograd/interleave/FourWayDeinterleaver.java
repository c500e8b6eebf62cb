package org.znn.worker.convolution.winograd.interleave;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;

/**
 * Deinterleaves rows for tiles of 4 outputs, the reverse of {@link InterleavingOutputTransform}: four vectors of a row
 * yield one vector for each of the first 4 inputs of tiles. A quarter of every vector of the row goes to each input.
 */
final class FourWayDeinterleaver {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
    private static final int INPUTS = 4;

    /** Four vectors of bit masks, each of which selects a quarter of the lanes. */
    private final int[] masks;
    /** Permutations of the row's four vectors: quarter q of permuted vector i holds input (q − i) mod 4. */
    private final VectorShuffle<Float>[] orders;
    /** Rotations by i quarters, which bring the blended quarters of input i into the order of the row. */
    private final VectorShuffle<Float>[] rotations;

    @SuppressWarnings("unchecked")
    FourWayDeinterleaver(WinogradAxis x) {
        int lanes = SPECIES.length();
        int part = lanes / INPUTS;
        int d = x.dilation();
        masks = new int[INPUTS * lanes];
        orders = new VectorShuffle[INPUTS];
        rotations = new VectorShuffle[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            int vector = i;
            Arrays.fill(masks, i * lanes + i * part, i * lanes + (i + 1) * part, -1);
            orders[i] = VectorShuffle.fromOp(SPECIES, to -> (to / part + INPUTS - vector) % INPUTS * d
                    + to % part / d * INPUTS * d + to % d);
            rotations[i] = VectorShuffle.fromOp(SPECIES, lane -> (lane + vector * part) % lanes);
        }
    }

    /** Whether an axis has tiles of 4 outputs and a dilation that divides a quarter of a vector. */
    static boolean supports(WinogradAxis x, int lanes) {
        return x.outputs() == INPUTS && lanes % (INPUTS * x.dilation()) == 0;
    }

    /**
     * Deinterleaves a row.
     *
     * @param data     array that holds source and target
     * @param from     index of the row
     * @param vectors  vectors to produce for each input
     * @param to       index of the first vector of input 0
     * @param rowPitch distance between the rows of neighbouring inputs
     */
    void deinterleave(float[] data, int from, int vectors, int to, int rowPitch) {
        IntVector m0 = IntVector.fromArray(BITS, masks, 0);
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        IntVector m2 = IntVector.fromArray(BITS, masks, 2 * SPECIES.length());
        IntVector m3 = IntVector.fromArray(BITS, masks, 3 * SPECIES.length());
        VectorShuffle<Float> order0 = orders[0];
        VectorShuffle<Float> order1 = orders[1];
        VectorShuffle<Float> order2 = orders[2];
        VectorShuffle<Float> order3 = orders[3];
        VectorShuffle<Float> rotation1 = rotations[1];
        VectorShuffle<Float> rotation2 = rotations[2];
        VectorShuffle<Float> rotation3 = rotations[3];
        for (int i = 0; i < vectors; i++) {
            // load and permute
            int source = from + i * INPUTS * SPECIES.length();
            IntVector v0 = FloatVector.fromArray(SPECIES, data, source).rearrange(order0).reinterpretAsInts();
            IntVector v1 = FloatVector.fromArray(SPECIES, data, source + SPECIES.length()).rearrange(order1)
                    .reinterpretAsInts();
            IntVector v2 = FloatVector.fromArray(SPECIES, data, source + 2 * SPECIES.length()).rearrange(order2)
                    .reinterpretAsInts();
            IntVector v3 = FloatVector.fromArray(SPECIES, data, source + 3 * SPECIES.length()).rearrange(order3)
                    .reinterpretAsInts();
            // blend, rotate, store
            int target = to + i * SPECIES.length();
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m1).lanewise(VectorOperators.BITWISE_BLEND, v2, m2)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m3).reinterpretAsFloats()
                    .intoArray(data, target);
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m2).lanewise(VectorOperators.BITWISE_BLEND, v2, m3)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m0).reinterpretAsFloats().rearrange(rotation1)
                    .intoArray(data, target + rowPitch);
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m3).lanewise(VectorOperators.BITWISE_BLEND, v2, m0)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m1).reinterpretAsFloats().rearrange(rotation2)
                    .intoArray(data, target + 2 * rowPitch);
            v0.lanewise(VectorOperators.BITWISE_BLEND, v1, m0).lanewise(VectorOperators.BITWISE_BLEND, v2, m1)
                    .lanewise(VectorOperators.BITWISE_BLEND, v3, m2).reinterpretAsFloats().rearrange(rotation3)
                    .intoArray(data, target + 3 * rowPitch);
        }
    }
}
