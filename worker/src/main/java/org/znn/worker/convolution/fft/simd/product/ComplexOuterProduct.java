package org.znn.worker.convolution.fft.simd.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Complex outer products at one frequency, summed over tiles, for {@link #CHANNELS} input channels and one block of
 * output channels, which are the lanes. It has sixteen accumulators.
 */
public final class ComplexOuterProduct {

    /** Number of input channels. */
    public static final int CHANNELS = 8;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;

    private ComplexOuterProduct() {
    }

    /**
     * Sets sums[channel] = Σ x*[tile][channel] · g[tile], over the tiles.
     *
     * @param xAt   index of the real part of the first input channel in the first tile; tiles are contiguous
     * @param gAt   index of the output gradient of the first tile; tiles are contiguous
     * @param tiles number of tiles
     * @param sums  contiguous complex vectors, one for each input channel, from {@code sumsAt} on
     */
    public static void sumOverTiles(float[] data, int xAt, int gAt, int tiles, float[] sums, int sumsAt) {
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
        for (int n = 0; n < tiles; n++) {
            // load output gradients
            FloatVector gr = FloatVector.fromArray(SPECIES, data, gAt + n * COMPLEX);
            FloatVector gi = FloatVector.fromArray(SPECIES, data, gAt + n * COMPLEX + LANES);
            FloatVector minusGr = gr.neg();
            // multiply-add of one channel after the other
            int channel = xAt + n * COMPLEX;
            FloatVector xr0 = FloatVector.broadcast(SPECIES, data[channel]);
            FloatVector xi0 = FloatVector.broadcast(SPECIES, data[channel + LANES]);
            r0 = gr.fma(xr0, r0);
            i0 = gi.fma(xr0, i0);
            r0 = gi.fma(xi0, r0);
            i0 = minusGr.fma(xi0, i0);
            FloatVector xr1 = FloatVector.broadcast(SPECIES, data[channel + 1]);
            FloatVector xi1 = FloatVector.broadcast(SPECIES, data[channel + 1 + LANES]);
            r1 = gr.fma(xr1, r1);
            i1 = gi.fma(xr1, i1);
            r1 = gi.fma(xi1, r1);
            i1 = minusGr.fma(xi1, i1);
            FloatVector xr2 = FloatVector.broadcast(SPECIES, data[channel + 2]);
            FloatVector xi2 = FloatVector.broadcast(SPECIES, data[channel + 2 + LANES]);
            r2 = gr.fma(xr2, r2);
            i2 = gi.fma(xr2, i2);
            r2 = gi.fma(xi2, r2);
            i2 = minusGr.fma(xi2, i2);
            FloatVector xr3 = FloatVector.broadcast(SPECIES, data[channel + 3]);
            FloatVector xi3 = FloatVector.broadcast(SPECIES, data[channel + 3 + LANES]);
            r3 = gr.fma(xr3, r3);
            i3 = gi.fma(xr3, i3);
            r3 = gi.fma(xi3, r3);
            i3 = minusGr.fma(xi3, i3);
            FloatVector xr4 = FloatVector.broadcast(SPECIES, data[channel + 4]);
            FloatVector xi4 = FloatVector.broadcast(SPECIES, data[channel + 4 + LANES]);
            r4 = gr.fma(xr4, r4);
            i4 = gi.fma(xr4, i4);
            r4 = gi.fma(xi4, r4);
            i4 = minusGr.fma(xi4, i4);
            FloatVector xr5 = FloatVector.broadcast(SPECIES, data[channel + 5]);
            FloatVector xi5 = FloatVector.broadcast(SPECIES, data[channel + 5 + LANES]);
            r5 = gr.fma(xr5, r5);
            i5 = gi.fma(xr5, i5);
            r5 = gi.fma(xi5, r5);
            i5 = minusGr.fma(xi5, i5);
            FloatVector xr6 = FloatVector.broadcast(SPECIES, data[channel + 6]);
            FloatVector xi6 = FloatVector.broadcast(SPECIES, data[channel + 6 + LANES]);
            r6 = gr.fma(xr6, r6);
            i6 = gi.fma(xr6, i6);
            r6 = gi.fma(xi6, r6);
            i6 = minusGr.fma(xi6, i6);
            FloatVector xr7 = FloatVector.broadcast(SPECIES, data[channel + 7]);
            FloatVector xi7 = FloatVector.broadcast(SPECIES, data[channel + 7 + LANES]);
            r7 = gr.fma(xr7, r7);
            i7 = gi.fma(xr7, i7);
            r7 = gi.fma(xi7, r7);
            i7 = minusGr.fma(xi7, i7);
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
