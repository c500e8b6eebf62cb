package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over taps along z of one frequency and of its mirror image, where the kernels' spectra are conjugate, for
 * {@link #ROWS} planes of the output and one block of output channels, which are the lanes: sixteen accumulators.
 */
final class PlaneProduct {

    /** Planes at once. */
    static final int ROWS = 4;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;

    private PlaneProduct() {
    }

    /**
     * sums[row] = Σ x[row + offset[tap]] · w[tap], and the same of the mirror image with w*.
     *
     * @param at        real parts of the frequency
     * @param mirror    those of its mirror image
     * @param imaginary from a real part to the imaginary one
     * @param rows      lane of each row; from {@code row} on as many as are computed
     * @param offsets   of the taps
     * @param weights   an element for each tap, one after the other from {@code weightsAt}
     * @param sums      an element for each row, {@code step} apart
     * @param sumsAt    of the frequency
     * @param mirrored  of its mirror image
     */
    static void run(float[] x, int at, int mirror, int imaginary, int[] rows, int row, int[] offsets, float[] weights,
            int weightsAt, float[] sums, int sumsAt, int mirrored, int step) {
        FloatVector ar0 = FloatVector.zero(SPECIES);
        FloatVector ai0 = FloatVector.zero(SPECIES);
        FloatVector mr0 = FloatVector.zero(SPECIES);
        FloatVector mi0 = FloatVector.zero(SPECIES);
        FloatVector ar1 = FloatVector.zero(SPECIES);
        FloatVector ai1 = FloatVector.zero(SPECIES);
        FloatVector mr1 = FloatVector.zero(SPECIES);
        FloatVector mi1 = FloatVector.zero(SPECIES);
        FloatVector ar2 = FloatVector.zero(SPECIES);
        FloatVector ai2 = FloatVector.zero(SPECIES);
        FloatVector mr2 = FloatVector.zero(SPECIES);
        FloatVector mi2 = FloatVector.zero(SPECIES);
        FloatVector ar3 = FloatVector.zero(SPECIES);
        FloatVector ai3 = FloatVector.zero(SPECIES);
        FloatVector mr3 = FloatVector.zero(SPECIES);
        FloatVector mi3 = FloatVector.zero(SPECIES);
        int x0 = at + rows[row];
        int x1 = at + rows[row + 1];
        int x2 = at + rows[row + 2];
        int x3 = at + rows[row + 3];
        int other = mirror - at;
        for (int tap = 0; tap < offsets.length; tap++) {
            FloatVector wr = FloatVector.fromArray(SPECIES, weights, weightsAt + tap * ELEMENT);
            FloatVector wi = FloatVector.fromArray(SPECIES, weights, weightsAt + tap * ELEMENT + LANES);
            FloatVector minusWi = wi.neg();
            int n0 = x0 + offsets[tap];
            FloatVector xr0 = FloatVector.broadcast(SPECIES, x[n0]);
            FloatVector xi0 = FloatVector.broadcast(SPECIES, x[n0 + imaginary]);
            ar0 = wr.fma(xr0, ar0);
            ai0 = wi.fma(xr0, ai0);
            ar0 = minusWi.fma(xi0, ar0);
            ai0 = wr.fma(xi0, ai0);
            FloatVector yr0 = FloatVector.broadcast(SPECIES, x[n0 + other]);
            FloatVector yi0 = FloatVector.broadcast(SPECIES, x[n0 + other + imaginary]);
            mr0 = wr.fma(yr0, mr0);
            mi0 = minusWi.fma(yr0, mi0);
            mr0 = wi.fma(yi0, mr0);
            mi0 = wr.fma(yi0, mi0);
            int n1 = x1 + offsets[tap];
            FloatVector xr1 = FloatVector.broadcast(SPECIES, x[n1]);
            FloatVector xi1 = FloatVector.broadcast(SPECIES, x[n1 + imaginary]);
            ar1 = wr.fma(xr1, ar1);
            ai1 = wi.fma(xr1, ai1);
            ar1 = minusWi.fma(xi1, ar1);
            ai1 = wr.fma(xi1, ai1);
            FloatVector yr1 = FloatVector.broadcast(SPECIES, x[n1 + other]);
            FloatVector yi1 = FloatVector.broadcast(SPECIES, x[n1 + other + imaginary]);
            mr1 = wr.fma(yr1, mr1);
            mi1 = minusWi.fma(yr1, mi1);
            mr1 = wi.fma(yi1, mr1);
            mi1 = wr.fma(yi1, mi1);
            int n2 = x2 + offsets[tap];
            FloatVector xr2 = FloatVector.broadcast(SPECIES, x[n2]);
            FloatVector xi2 = FloatVector.broadcast(SPECIES, x[n2 + imaginary]);
            ar2 = wr.fma(xr2, ar2);
            ai2 = wi.fma(xr2, ai2);
            ar2 = minusWi.fma(xi2, ar2);
            ai2 = wr.fma(xi2, ai2);
            FloatVector yr2 = FloatVector.broadcast(SPECIES, x[n2 + other]);
            FloatVector yi2 = FloatVector.broadcast(SPECIES, x[n2 + other + imaginary]);
            mr2 = wr.fma(yr2, mr2);
            mi2 = minusWi.fma(yr2, mi2);
            mr2 = wi.fma(yi2, mr2);
            mi2 = wr.fma(yi2, mi2);
            int n3 = x3 + offsets[tap];
            FloatVector xr3 = FloatVector.broadcast(SPECIES, x[n3]);
            FloatVector xi3 = FloatVector.broadcast(SPECIES, x[n3 + imaginary]);
            ar3 = wr.fma(xr3, ar3);
            ai3 = wi.fma(xr3, ai3);
            ar3 = minusWi.fma(xi3, ar3);
            ai3 = wr.fma(xi3, ai3);
            FloatVector yr3 = FloatVector.broadcast(SPECIES, x[n3 + other]);
            FloatVector yi3 = FloatVector.broadcast(SPECIES, x[n3 + other + imaginary]);
            mr3 = wr.fma(yr3, mr3);
            mi3 = minusWi.fma(yr3, mi3);
            mr3 = wi.fma(yi3, mr3);
            mi3 = wr.fma(yi3, mi3);
        }
        ar0.intoArray(sums, sumsAt);
        ai0.intoArray(sums, sumsAt + LANES);
        mr0.intoArray(sums, mirrored);
        mi0.intoArray(sums, mirrored + LANES);
        ar1.intoArray(sums, sumsAt + step);
        ai1.intoArray(sums, sumsAt + step + LANES);
        mr1.intoArray(sums, mirrored + step);
        mi1.intoArray(sums, mirrored + step + LANES);
        ar2.intoArray(sums, sumsAt + 2 * step);
        ai2.intoArray(sums, sumsAt + 2 * step + LANES);
        mr2.intoArray(sums, mirrored + 2 * step);
        mi2.intoArray(sums, mirrored + 2 * step + LANES);
        ar3.intoArray(sums, sumsAt + 3 * step);
        ai3.intoArray(sums, sumsAt + 3 * step + LANES);
        mr3.intoArray(sums, mirrored + 3 * step);
        mi3.intoArray(sums, mirrored + 3 * step + LANES);
    }
}
