package org.znn.worker.convolution.fft.simd.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Complex matrix product at one frequency, [tile][input channel] × [input channel][output channel], for {@link #TILES}
 * tiles and one block of output channels, which are the lanes. It has sixteen accumulators. That the distance between
 * tiles is a compile-time constant makes it twice as fast.
 */
public final class ComplexGemm {

    /** Number of tiles. */
    public static final int TILES = 8;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;

    private ComplexGemm() {
    }

    /**
     * Sets sums[tile] = Σ x[tile][channel] · w[channel], over the input channels.
     *
     * @param x        inputs, [block of input channels][tile][complex vector] from {@code xAt} on
     * @param channels number of input channels
     * @param weights  contiguous complex vectors, one for each input channel, from {@code weightsAt} on
     * @param sums     contiguous complex vectors, one for each tile, from {@code sumsAt} on
     */
    public static void multiply(float[] x, int xAt, int channels, float[] weights, int weightsAt, float[] sums,
            int sumsAt) {
        FloatVector r0 = FloatVector.zero(SPECIES);
        FloatVector i0 = FloatVector.zero(SPECIES);
        FloatVector r1 = FloatVector.zero(SPECIES);
        FloatVector i1 = FloatVector.zero(SPECIES);
        FloatVector r2 = FloatVector.zero(SPECIES);
        FloatVector i2 = FloatVector.zero(SPECIES);
        FloatVector r3 = FloatVector.zero(SPECIES);
        FloatVector i3 = FloatVector.zero(SPECIES);
        FloatVector r4 = FloatVector.zero(SPECIES);
        FloatVector i4 = FloatVector.zero(SPECIES);
        FloatVector r5 = FloatVector.zero(SPECIES);
        FloatVector i5 = FloatVector.zero(SPECIES);
        FloatVector r6 = FloatVector.zero(SPECIES);
        FloatVector i6 = FloatVector.zero(SPECIES);
        FloatVector r7 = FloatVector.zero(SPECIES);
        FloatVector i7 = FloatVector.zero(SPECIES);
        for (int n = 0; n < channels; n++) {
            // load weights
            FloatVector wr = FloatVector.fromArray(SPECIES, weights, weightsAt + n * COMPLEX);
            FloatVector wi = FloatVector.fromArray(SPECIES, weights, weightsAt + n * COMPLEX + LANES);
            FloatVector minusWi = wi.neg();
            // multiply-add of one tile after the other
            int tile = xAt + n / LANES * (TILES * COMPLEX) + n % LANES;
            FloatVector xr0 = FloatVector.broadcast(SPECIES, x[tile]);
            FloatVector xi0 = FloatVector.broadcast(SPECIES, x[tile + LANES]);
            r0 = wr.fma(xr0, r0);
            i0 = wi.fma(xr0, i0);
            r0 = minusWi.fma(xi0, r0);
            i0 = wr.fma(xi0, i0);
            FloatVector xr1 = FloatVector.broadcast(SPECIES, x[tile + COMPLEX]);
            FloatVector xi1 = FloatVector.broadcast(SPECIES, x[tile + COMPLEX + LANES]);
            r1 = wr.fma(xr1, r1);
            i1 = wi.fma(xr1, i1);
            r1 = minusWi.fma(xi1, r1);
            i1 = wr.fma(xi1, i1);
            FloatVector xr2 = FloatVector.broadcast(SPECIES, x[tile + 2 * COMPLEX]);
            FloatVector xi2 = FloatVector.broadcast(SPECIES, x[tile + 2 * COMPLEX + LANES]);
            r2 = wr.fma(xr2, r2);
            i2 = wi.fma(xr2, i2);
            r2 = minusWi.fma(xi2, r2);
            i2 = wr.fma(xi2, i2);
            FloatVector xr3 = FloatVector.broadcast(SPECIES, x[tile + 3 * COMPLEX]);
            FloatVector xi3 = FloatVector.broadcast(SPECIES, x[tile + 3 * COMPLEX + LANES]);
            r3 = wr.fma(xr3, r3);
            i3 = wi.fma(xr3, i3);
            r3 = minusWi.fma(xi3, r3);
            i3 = wr.fma(xi3, i3);
            FloatVector xr4 = FloatVector.broadcast(SPECIES, x[tile + 4 * COMPLEX]);
            FloatVector xi4 = FloatVector.broadcast(SPECIES, x[tile + 4 * COMPLEX + LANES]);
            r4 = wr.fma(xr4, r4);
            i4 = wi.fma(xr4, i4);
            r4 = minusWi.fma(xi4, r4);
            i4 = wr.fma(xi4, i4);
            FloatVector xr5 = FloatVector.broadcast(SPECIES, x[tile + 5 * COMPLEX]);
            FloatVector xi5 = FloatVector.broadcast(SPECIES, x[tile + 5 * COMPLEX + LANES]);
            r5 = wr.fma(xr5, r5);
            i5 = wi.fma(xr5, i5);
            r5 = minusWi.fma(xi5, r5);
            i5 = wr.fma(xi5, i5);
            FloatVector xr6 = FloatVector.broadcast(SPECIES, x[tile + 6 * COMPLEX]);
            FloatVector xi6 = FloatVector.broadcast(SPECIES, x[tile + 6 * COMPLEX + LANES]);
            r6 = wr.fma(xr6, r6);
            i6 = wi.fma(xr6, i6);
            r6 = minusWi.fma(xi6, r6);
            i6 = wr.fma(xi6, i6);
            FloatVector xr7 = FloatVector.broadcast(SPECIES, x[tile + 7 * COMPLEX]);
            FloatVector xi7 = FloatVector.broadcast(SPECIES, x[tile + 7 * COMPLEX + LANES]);
            r7 = wr.fma(xr7, r7);
            i7 = wi.fma(xr7, i7);
            r7 = minusWi.fma(xi7, r7);
            i7 = wr.fma(xi7, i7);
        }
        // store
        r0.intoArray(sums, sumsAt);
        i0.intoArray(sums, sumsAt + LANES);
        r1.intoArray(sums, sumsAt + COMPLEX);
        i1.intoArray(sums, sumsAt + COMPLEX + LANES);
        r2.intoArray(sums, sumsAt + 2 * COMPLEX);
        i2.intoArray(sums, sumsAt + 2 * COMPLEX + LANES);
        r3.intoArray(sums, sumsAt + 3 * COMPLEX);
        i3.intoArray(sums, sumsAt + 3 * COMPLEX + LANES);
        r4.intoArray(sums, sumsAt + 4 * COMPLEX);
        i4.intoArray(sums, sumsAt + 4 * COMPLEX + LANES);
        r5.intoArray(sums, sumsAt + 5 * COMPLEX);
        i5.intoArray(sums, sumsAt + 5 * COMPLEX + LANES);
        r6.intoArray(sums, sumsAt + 6 * COMPLEX);
        i6.intoArray(sums, sumsAt + 6 * COMPLEX + LANES);
        r7.intoArray(sums, sumsAt + 7 * COMPLEX);
        i7.intoArray(sums, sumsAt + 7 * COMPLEX + LANES);
    }
}
