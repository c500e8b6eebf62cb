package org.znn.worker.convolution.fft.simd.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Direct convolution along z at one frequency (ky, kx) and at its mirror image, where the spectra of the kernels are
 * conjugate, for {@link #PLANES} output planes and one block of output channels, which are the lanes. It has sixteen
 * accumulators.
 */
public final class AxialConvolution {

    /** Number of output planes. */
    public static final int PLANES = 4;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;

    private AxialConvolution() {
    }

    /**
     * Sets sums[plane] = Σ x[lane of the plane + lane of the tap] · w[tap], over the taps, and the same at the mirror
     * image with w*.
     *
     * @param xAt             index of the real parts of the frequency, by lane
     * @param xMirrorAt       index of the real parts of its mirror image
     * @param imaginaryOffset distance from a real part to its imaginary part, in floats
     * @param planeLanes      lane of each output plane
     * @param firstPlane      first of the planes to compute
     * @param tapLanes        lane of each tap relative to that of a plane
     * @param weights         contiguous complex vectors, one for each tap, from {@code weightsAt} on
     * @param sums            complex vectors, one for each plane, {@code sumsStep} floats apart
     * @param sumsAt          index of the sums of the frequency
     * @param sumsMirrorAt    index of the sums of its mirror image
     */
    public static void convolve(float[] x, int xAt, int xMirrorAt, int imaginaryOffset, int[] planeLanes,
            int firstPlane, int[] tapLanes, float[] weights, int weightsAt, float[] sums, int sumsAt, int sumsMirrorAt,
            int sumsStep) {
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
        int x0 = xAt + planeLanes[firstPlane];
        int x1 = xAt + planeLanes[firstPlane + 1];
        int x2 = xAt + planeLanes[firstPlane + 2];
        int x3 = xAt + planeLanes[firstPlane + 3];
        int toMirror = xMirrorAt - xAt;
        for (int tap = 0; tap < tapLanes.length; tap++) {
            // load weights
            FloatVector wr = FloatVector.fromArray(SPECIES, weights, weightsAt + tap * COMPLEX);
            FloatVector wi = FloatVector.fromArray(SPECIES, weights, weightsAt + tap * COMPLEX + LANES);
            FloatVector minusWi = wi.neg();
            // multiply-add of one plane after the other
            int n0 = x0 + tapLanes[tap];
            FloatVector xr0 = FloatVector.broadcast(SPECIES, x[n0]);
            FloatVector xi0 = FloatVector.broadcast(SPECIES, x[n0 + imaginaryOffset]);
            ar0 = wr.fma(xr0, ar0);
            ai0 = wi.fma(xr0, ai0);
            ar0 = minusWi.fma(xi0, ar0);
            ai0 = wr.fma(xi0, ai0);
            FloatVector yr0 = FloatVector.broadcast(SPECIES, x[n0 + toMirror]);
            FloatVector yi0 = FloatVector.broadcast(SPECIES, x[n0 + toMirror + imaginaryOffset]);
            mr0 = wr.fma(yr0, mr0);
            mi0 = minusWi.fma(yr0, mi0);
            mr0 = wi.fma(yi0, mr0);
            mi0 = wr.fma(yi0, mi0);
            int n1 = x1 + tapLanes[tap];
            FloatVector xr1 = FloatVector.broadcast(SPECIES, x[n1]);
            FloatVector xi1 = FloatVector.broadcast(SPECIES, x[n1 + imaginaryOffset]);
            ar1 = wr.fma(xr1, ar1);
            ai1 = wi.fma(xr1, ai1);
            ar1 = minusWi.fma(xi1, ar1);
            ai1 = wr.fma(xi1, ai1);
            FloatVector yr1 = FloatVector.broadcast(SPECIES, x[n1 + toMirror]);
            FloatVector yi1 = FloatVector.broadcast(SPECIES, x[n1 + toMirror + imaginaryOffset]);
            mr1 = wr.fma(yr1, mr1);
            mi1 = minusWi.fma(yr1, mi1);
            mr1 = wi.fma(yi1, mr1);
            mi1 = wr.fma(yi1, mi1);
            int n2 = x2 + tapLanes[tap];
            FloatVector xr2 = FloatVector.broadcast(SPECIES, x[n2]);
            FloatVector xi2 = FloatVector.broadcast(SPECIES, x[n2 + imaginaryOffset]);
            ar2 = wr.fma(xr2, ar2);
            ai2 = wi.fma(xr2, ai2);
            ar2 = minusWi.fma(xi2, ar2);
            ai2 = wr.fma(xi2, ai2);
            FloatVector yr2 = FloatVector.broadcast(SPECIES, x[n2 + toMirror]);
            FloatVector yi2 = FloatVector.broadcast(SPECIES, x[n2 + toMirror + imaginaryOffset]);
            mr2 = wr.fma(yr2, mr2);
            mi2 = minusWi.fma(yr2, mi2);
            mr2 = wi.fma(yi2, mr2);
            mi2 = wr.fma(yi2, mi2);
            int n3 = x3 + tapLanes[tap];
            FloatVector xr3 = FloatVector.broadcast(SPECIES, x[n3]);
            FloatVector xi3 = FloatVector.broadcast(SPECIES, x[n3 + imaginaryOffset]);
            ar3 = wr.fma(xr3, ar3);
            ai3 = wi.fma(xr3, ai3);
            ar3 = minusWi.fma(xi3, ar3);
            ai3 = wr.fma(xi3, ai3);
            FloatVector yr3 = FloatVector.broadcast(SPECIES, x[n3 + toMirror]);
            FloatVector yi3 = FloatVector.broadcast(SPECIES, x[n3 + toMirror + imaginaryOffset]);
            mr3 = wr.fma(yr3, mr3);
            mi3 = minusWi.fma(yr3, mi3);
            mr3 = wi.fma(yi3, mr3);
            mi3 = wr.fma(yi3, mi3);
        }
        // store
        ar0.intoArray(sums, sumsAt);
        ai0.intoArray(sums, sumsAt + LANES);
        mr0.intoArray(sums, sumsMirrorAt);
        mi0.intoArray(sums, sumsMirrorAt + LANES);
        ar1.intoArray(sums, sumsAt + sumsStep);
        ai1.intoArray(sums, sumsAt + sumsStep + LANES);
        mr1.intoArray(sums, sumsMirrorAt + sumsStep);
        mi1.intoArray(sums, sumsMirrorAt + sumsStep + LANES);
        ar2.intoArray(sums, sumsAt + 2 * sumsStep);
        ai2.intoArray(sums, sumsAt + 2 * sumsStep + LANES);
        mr2.intoArray(sums, sumsMirrorAt + 2 * sumsStep);
        mi2.intoArray(sums, sumsMirrorAt + 2 * sumsStep + LANES);
        ar3.intoArray(sums, sumsAt + 3 * sumsStep);
        ai3.intoArray(sums, sumsAt + 3 * sumsStep + LANES);
        mr3.intoArray(sums, sumsMirrorAt + 3 * sumsStep);
        mi3.intoArray(sums, sumsMirrorAt + 3 * sumsStep + LANES);
    }
}
