package org.znn.worker.convolution.winograd.interleave;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A list of vector moves within an array. Each move blends the lanes of 1 to 3 source vectors, permutes the result and
 * stores it; all moves share blend masks and permutation. Blends are bitwise because the compiler turns a bitwise blend
 * into a single instruction.
 */
public final class VectorPermutation {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private final int sources;
    private final int[] masks;
    private final VectorShuffle<Float> order;
    /** For each move the target offset, then the offset of each source. */
    private final int[] moves;

    /**
     * Creates a list of moves.
     *
     * @param masks one vector of bit masks for each source: all bits set in the lanes taken from it
     * @param order for each target lane the blended lane it takes
     * @param moves for each move the target offset, then the offset of each source
     */
    VectorPermutation(int[] masks, int[] order, Stream<int[]> moves) {
        sources = masks.length / order.length;
        this.masks = masks;
        this.order = VectorShuffle.fromArray(SPECIES, order, 0);
        this.moves = moves.flatMapToInt(Arrays::stream).toArray();
    }

    /** Returns moves that copy one source vector each, unpermuted. */
    static VectorPermutation copying(Stream<int[]> moves) {
        int[] all = new int[SPECIES.length()];
        Arrays.fill(all, -1);
        return new VectorPermutation(all, IntStream.range(0, SPECIES.length()).toArray(), moves);
    }

    /** Carries out all moves in order, with sources relative to {@code from} and targets relative to {@code to}. */
    public void apply(float[] data, int from, int to) {
        switch (sources) {
            case 1 -> copy(data, from, to);
            case 2 -> blend2(data, from, to);
            default -> blend3(data, from, to);
        }
    }

    private void copy(float[] data, int from, int to) {
        int[] all = moves;
        for (int i = 0; i + 1 < all.length; i += 2) {
            FloatVector.fromArray(SPECIES, data, from + all[i + 1]).intoArray(data, to + all[i]);
        }
    }

    private void blend2(float[] data, int from, int to) {
        int[] all = moves;
        VectorShuffle<Float> inOrder = order;
        IntVector m1 = IntVector.fromArray(BITS, masks, SPECIES.length());
        for (int i = 0; i + 2 < all.length; i += 3) {
            bits(data, from + all[i + 1])
                    .lanewise(VectorOperators.BITWISE_BLEND, bits(data, from + all[i + 2]), m1)
                    .reinterpretAsFloats().rearrange(inOrder).intoArray(data, to + all[i]);
        }
    }

    private void blend3(float[] data, int from, int to) {
        int[] all = moves;
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

    private static IntVector bits(float[] data, int offset) {
        return FloatVector.fromArray(SPECIES, data, offset).reinterpretAsInts();
    }
}
