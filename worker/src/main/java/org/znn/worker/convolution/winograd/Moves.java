package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Moves of vectors, each put together from as many as 3: lanes of each, blended, then put in order. Blends are bitwise,
 * for the compiler turns those into one instruction each.
 */
final class Moves {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private final int sources;
    private final int[] masks;
    private final VectorShuffle<Float> order;
    /** For each vector where it goes, then where each source is. */
    private final int[] vectors;

    /**
     * For the same blend and order of all vectors.
     *
     * @param masks   for each source, all bits of the lanes that come from it
     * @param order   for each lane the blended one it comes from
     * @param vectors for each where it goes, then where each source is
     */
    Moves(int[] masks, int[] order, Stream<int[]> vectors) {
        sources = masks.length / order.length;
        this.masks = masks;
        this.order = VectorShuffle.fromArray(SPECIES, order, 0);
        this.vectors = vectors.flatMapToInt(Arrays::stream).toArray();
    }

    /** Vectors that are moved as they are. */
    static Moves copies(Stream<int[]> vectors) {
        int[] all = new int[SPECIES.length()];
        Arrays.fill(all, -1);
        return new Moves(all, IntStream.range(0, SPECIES.length()).toArray(), vectors);
    }

    /** Moves all. */
    void run(float[] data, int from, int to) {
        switch (sources) {
            case 1 -> copy(data, from, to);
            case 2 -> weave2(data, from, to);
            default -> weave3(data, from, to);
        }
    }

    private void copy(float[] data, int from, int to) {
        int[] all = vectors;
        for (int i = 0; i + 1 < all.length; i += 2) {
            FloatVector.fromArray(SPECIES, data, from + all[i + 1]).intoArray(data, to + all[i]);
        }
    }

    private void weave2(float[] data, int from, int to) {
        int[] all = vectors;
        VectorShuffle<Float> inOrder = order;
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        for (int i = 0; i + 2 < all.length; i += 3) {
            bits(data, from + all[i + 1])
                    .lanewise(VectorOperators.BITWISE_BLEND, bits(data, from + all[i + 2]), m1)
                    .reinterpretAsFloats().rearrange(inOrder).intoArray(data, to + all[i]);
        }
    }

    private void weave3(float[] data, int from, int to) {
        int[] all = vectors;
        VectorShuffle<Float> inOrder = order;
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        IntVector m2 = IntVector.fromArray(BITS, masks, 2 * SPECIES.length());
        for (int i = 0; i + 3 < all.length; i += 4) {
            bits(data, from + all[i + 1])
                    .lanewise(VectorOperators.BITWISE_BLEND, bits(data, from + all[i + 2]), m1)
                    .lanewise(VectorOperators.BITWISE_BLEND, bits(data, from + all[i + 3]), m2)
                    .reinterpretAsFloats().rearrange(inOrder).intoArray(data, to + all[i]);
        }
    }

    private static IntVector bits(float[] data, int at) {
        return FloatVector.fromArray(SPECIES, data, at).reinterpretAsInts();
    }
}
