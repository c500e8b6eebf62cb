package org.znn.worker.convolution.winograd.interleave;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.znn.worker.convolution.winograd.tiling.WinogradAxis;
import org.znn.worker.convolution.winograd.transform.TransformCoefficients;

/**
 * Output transform along x for tiles of 4 outputs on the points 0, two pairs ±p and infinity, which interleaves the
 * outputs into a row before it stores them. A quarter of every vector of the row comes from each output.
 */
public final class InterleavingOutputTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
    private static final int OUTPUTS = 4;

    private final float[] output;
    /** Four vectors of bit masks, each of which selects a quarter of the lanes. */
    private final int[] masks;
    /** Rotations of output i by i quarters, so that each blend takes every quarter from another output. */
    private final VectorShuffle<Float>[] rotations;
    /** Permutations of the blended vectors i into the order of the row. */
    private final VectorShuffle<Float>[] orders;

    /** Creates the transform of an axis that it {@link #supports}. */
    @SuppressWarnings("unchecked")
    public InterleavingOutputTransform(WinogradAxis x) {
        output = TransformCoefficients.forOutput(x.matrices(), 2, true);
        int lanes = SPECIES.length();
        int part = lanes / OUTPUTS;
        int d = x.dilation();
        masks = new int[OUTPUTS * lanes];
        rotations = new VectorShuffle[OUTPUTS];
        orders = new VectorShuffle[OUTPUTS];
        for (int i = 0; i < OUTPUTS; i++) {
            int vector = i;
            Arrays.fill(masks, i * lanes + i * part, i * lanes + (i + 1) * part, -1);
            rotations[i] = VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes - vector * part) % lanes);
            orders[i] = VectorShuffle.fromOp(SPECIES, to -> (vector + to / d) % OUTPUTS * part
                    + to / (OUTPUTS * d) * d + to % d);
        }
    }

    /** Whether an axis has tiles of 4 outputs on these points and a dilation that divides a quarter of a vector. */
    public static boolean supports(WinogradAxis x, int lanes) {
        return x.points() == 6 && FourWayDeinterleaver.supports(x, lanes);
    }

    /**
     * Transforms and interleaves a row of tiles.
     *
     * @param data        array that holds source and target
     * @param from        index of the values at the first point
     * @param pointStride distance between points
     * @param vectors     vectors of tiles; the row has four times as many
     * @param to          index of the row
     */
    public void transformRow(float[] data, int from, int pointStride, int vectors, int to) {
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
        VectorShuffle<Float> rotation1 = rotations[1];
        VectorShuffle<Float> rotation2 = rotations[2];
        VectorShuffle<Float> rotation3 = rotations[3];
        VectorShuffle<Float> order0 = orders[0];
        VectorShuffle<Float> order1 = orders[1];
        VectorShuffle<Float> order2 = orders[2];
        VectorShuffle<Float> order3 = orders[3];
        for (int i = 0; i < vectors; i++) {
            // load
            int source = from + i * SPECIES.length();
            FloatVector v0 = FloatVector.fromArray(SPECIES, data, source);
            FloatVector v1 = FloatVector.fromArray(SPECIES, data, source + pointStride);
            FloatVector v2 = FloatVector.fromArray(SPECIES, data, source + 2 * pointStride);
            FloatVector v3 = FloatVector.fromArray(SPECIES, data, source + 3 * pointStride);
            FloatVector v4 = FloatVector.fromArray(SPECIES, data, source + 4 * pointStride);
            FloatVector v5 = FloatVector.fromArray(SPECIES, data, source + 5 * pointStride);
            // transform and rotate
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            FloatVector even1 = v3.add(v4);
            FloatVector odd1 = v3.sub(v4);
            IntVector o0 = v0.add(even0).add(even1).reinterpretAsInts();
            IntVector o1 = odd1.fma(b1, odd0.fma(a1, v5.mul(i1))).rearrange(rotation1).reinterpretAsInts();
            IntVector o2 = even1.fma(b2, even0.fma(a2, v5.mul(i2))).rearrange(rotation2).reinterpretAsInts();
            IntVector o3 = odd1.fma(b3, odd0.fma(a3, v5.mul(i3))).rearrange(rotation3).reinterpretAsInts();
            // blend, permute, store
            int target = to + i * OUTPUTS * SPECIES.length();
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m1).lanewise(VectorOperators.BITWISE_BLEND, o2, m2)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m3).reinterpretAsFloats().rearrange(order0)
                    .intoArray(data, target);
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m2).lanewise(VectorOperators.BITWISE_BLEND, o2, m3)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m0).reinterpretAsFloats().rearrange(order1)
                    .intoArray(data, target + SPECIES.length());
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m3).lanewise(VectorOperators.BITWISE_BLEND, o2, m0)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m1).reinterpretAsFloats().rearrange(order2)
                    .intoArray(data, target + 2 * SPECIES.length());
            o0.lanewise(VectorOperators.BITWISE_BLEND, o1, m0).lanewise(VectorOperators.BITWISE_BLEND, o2, m1)
                    .lanewise(VectorOperators.BITWISE_BLEND, o3, m2).reinterpretAsFloats().rearrange(order3)
                    .intoArray(data, target + 3 * SPECIES.length());
        }
    }
}
