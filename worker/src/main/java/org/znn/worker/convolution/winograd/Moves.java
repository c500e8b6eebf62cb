package org.znn.worker.convolution.winograd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Moves of woven vectors. Blends are bitwise, for the compiler turns those into one instruction each. */
final class Moves {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private final int sources;
    private final int step;
    private final int[] masks;
    private final VectorShuffle<Float> order;
    private final int[] vectors;

    private Moves(Weave weave, int[] vectors) {
        sources = weave.sources();
        step = weave.step();
        masks = weave.masks();
        order = VectorShuffle.fromArray(SPECIES, weave.order(), 0);
        this.vectors = vectors;
    }

    /** Moves all. */
    void run(float[] data, int from, int to) {
        switch (sources) {
            case 1 -> copy(data, from, to);
            case 2 -> weave2(data, from, to);
            default -> weave4(data, from, to);
        }
    }

    private void copy(float[] data, int from, int to) {
        int[] pairs = vectors;
        for (int i = 0; i < pairs.length; i += 2) {
            FloatVector.fromArray(SPECIES, data, from + pairs[i]).intoArray(data, to + pairs[i + 1]);
        }
    }

    private void weave2(float[] data, int from, int to) {
        int[] pairs = vectors;
        int second = from + step;
        VectorShuffle<Float> inOrder = order;
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        for (int i = 0; i < pairs.length; i += 2) {
            bits(data, pairs[i] + from).lanewise(VectorOperators.BITWISE_BLEND, bits(data, pairs[i] + second), m1)
                    .reinterpretAsFloats().rearrange(inOrder).intoArray(data, to + pairs[i + 1]);
        }
    }

    private void weave4(float[] data, int from, int to) {
        int[] pairs = vectors;
        int second = from + step;
        int third = second + step;
        int fourth = third + step;
        VectorShuffle<Float> inOrder = order;
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        IntVector m2 = IntVector.fromArray(BITS, masks, 2 * SPECIES.length());
        IntVector m3 = IntVector.fromArray(BITS, masks, 3 * SPECIES.length());
        for (int i = 0; i < pairs.length; i += 2) {
            int at = pairs[i];
            bits(data, at + from).lanewise(VectorOperators.BITWISE_BLEND, bits(data, at + second), m1)
                    .lanewise(VectorOperators.BITWISE_BLEND, bits(data, at + third), m2)
                    .lanewise(VectorOperators.BITWISE_BLEND, bits(data, at + fourth), m3)
                    .reinterpretAsFloats().rearrange(inOrder).intoArray(data, to + pairs[i + 1]);
        }
    }

    private static IntVector bits(float[] data, int at) {
        return FloatVector.fromArray(SPECIES, data, at).reinterpretAsInts();
    }

    /** Collects them. */
    static final class Builder {

        private final Weave weave;
        private int[] vectors = new int[0];

        /** Nothing yet. */
        Builder(Weave weave) {
            this.weave = weave;
        }

        /** A vector, whose first place is {@code from}. */
        void vector(int from, int to) {
            vectors = Arrays.copyOf(vectors, vectors.length + 2);
            vectors[vectors.length - 2] = from;
            vectors[vectors.length - 1] = to;
        }

        Moves build() {
            return new Moves(weave, vectors);
        }
    }
}
