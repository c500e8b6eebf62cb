package org.znn.worker.convolution.fft.simd.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link AxialOuterProduct} for five taps. */
final class AxialOuterProduct5 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COMPLEX = 2 * LANES;

    private AxialOuterProduct5() {
    }

    static void accumulate(float[] data, int xAt, int xMirrorAt, int imaginaryOffset, int[] planeLanes, int firstPlane,
            int[] tapLanes, int tap, int gAt, int gMirrorAt, int gStep, float[] sums, int sumsAt) {
        // load sums
        FloatVector r0 = FloatVector.fromArray(SPECIES, sums, sumsAt);
        FloatVector i0 = FloatVector.fromArray(SPECIES, sums, sumsAt + LANES);
        FloatVector r1 = FloatVector.fromArray(SPECIES, sums, sumsAt + COMPLEX);
        FloatVector i1 = FloatVector.fromArray(SPECIES, sums, sumsAt + COMPLEX + LANES);
        FloatVector r2 = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * COMPLEX);
        FloatVector i2 = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * COMPLEX + LANES);
        FloatVector r3 = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * COMPLEX);
        FloatVector i3 = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * COMPLEX + LANES);
        FloatVector r4 = FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * COMPLEX);
        FloatVector i4 = FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * COMPLEX + LANES);
        int x0 = xAt + tapLanes[tap];
        int x1 = xAt + tapLanes[tap + 1];
        int x2 = xAt + tapLanes[tap + 2];
        int x3 = xAt + tapLanes[tap + 3];
        int x4 = xAt + tapLanes[tap + 4];
        int toMirror = xMirrorAt - xAt;
        for (int n = 0; n < AxialConvolution.PLANES; n++) {
            int lane = planeLanes[firstPlane + n];
            // load output gradients
            FloatVector gr = FloatVector.fromArray(SPECIES, data, gAt + n * gStep);
            FloatVector gi = FloatVector.fromArray(SPECIES, data, gAt + n * gStep + LANES);
            FloatVector minusGi = gi.neg();
            FloatVector hr = FloatVector.fromArray(SPECIES, data, gMirrorAt + n * gStep);
            FloatVector hi = FloatVector.fromArray(SPECIES, data, gMirrorAt + n * gStep + LANES);
            FloatVector minusHr = hr.neg();
            // multiply-add at the frequency
            int n0 = x0 + lane;
            FloatVector xr0 = FloatVector.broadcast(SPECIES, data[n0]);
            FloatVector xi0 = FloatVector.broadcast(SPECIES, data[n0 + imaginaryOffset]);
            r0 = gr.fma(xr0, r0);
            i0 = minusGi.fma(xr0, i0);
            r0 = gi.fma(xi0, r0);
            i0 = gr.fma(xi0, i0);
            int n1 = x1 + lane;
            FloatVector xr1 = FloatVector.broadcast(SPECIES, data[n1]);
            FloatVector xi1 = FloatVector.broadcast(SPECIES, data[n1 + imaginaryOffset]);
            r1 = gr.fma(xr1, r1);
            i1 = minusGi.fma(xr1, i1);
            r1 = gi.fma(xi1, r1);
            i1 = gr.fma(xi1, i1);
            int n2 = x2 + lane;
            FloatVector xr2 = FloatVector.broadcast(SPECIES, data[n2]);
            FloatVector xi2 = FloatVector.broadcast(SPECIES, data[n2 + imaginaryOffset]);
            r2 = gr.fma(xr2, r2);
            i2 = minusGi.fma(xr2, i2);
            r2 = gi.fma(xi2, r2);
            i2 = gr.fma(xi2, i2);
            int n3 = x3 + lane;
            FloatVector xr3 = FloatVector.broadcast(SPECIES, data[n3]);
            FloatVector xi3 = FloatVector.broadcast(SPECIES, data[n3 + imaginaryOffset]);
            r3 = gr.fma(xr3, r3);
            i3 = minusGi.fma(xr3, i3);
            r3 = gi.fma(xi3, r3);
            i3 = gr.fma(xi3, i3);
            int n4 = x4 + lane;
            FloatVector xr4 = FloatVector.broadcast(SPECIES, data[n4]);
            FloatVector xi4 = FloatVector.broadcast(SPECIES, data[n4 + imaginaryOffset]);
            r4 = gr.fma(xr4, r4);
            i4 = minusGi.fma(xr4, i4);
            r4 = gi.fma(xi4, r4);
            i4 = gr.fma(xi4, i4);
            // multiply-add at the mirror image
            FloatVector yr0 = FloatVector.broadcast(SPECIES, data[n0 + toMirror]);
            FloatVector yi0 = FloatVector.broadcast(SPECIES, data[n0 + toMirror + imaginaryOffset]);
            r0 = hr.fma(yr0, r0);
            i0 = hi.fma(yr0, i0);
            r0 = hi.fma(yi0, r0);
            i0 = minusHr.fma(yi0, i0);
            FloatVector yr1 = FloatVector.broadcast(SPECIES, data[n1 + toMirror]);
            FloatVector yi1 = FloatVector.broadcast(SPECIES, data[n1 + toMirror + imaginaryOffset]);
            r1 = hr.fma(yr1, r1);
            i1 = hi.fma(yr1, i1);
            r1 = hi.fma(yi1, r1);
            i1 = minusHr.fma(yi1, i1);
            FloatVector yr2 = FloatVector.broadcast(SPECIES, data[n2 + toMirror]);
            FloatVector yi2 = FloatVector.broadcast(SPECIES, data[n2 + toMirror + imaginaryOffset]);
            r2 = hr.fma(yr2, r2);
            i2 = hi.fma(yr2, i2);
            r2 = hi.fma(yi2, r2);
            i2 = minusHr.fma(yi2, i2);
            FloatVector yr3 = FloatVector.broadcast(SPECIES, data[n3 + toMirror]);
            FloatVector yi3 = FloatVector.broadcast(SPECIES, data[n3 + toMirror + imaginaryOffset]);
            r3 = hr.fma(yr3, r3);
            i3 = hi.fma(yr3, i3);
            r3 = hi.fma(yi3, r3);
            i3 = minusHr.fma(yi3, i3);
            FloatVector yr4 = FloatVector.broadcast(SPECIES, data[n4 + toMirror]);
            FloatVector yi4 = FloatVector.broadcast(SPECIES, data[n4 + toMirror + imaginaryOffset]);
            r4 = hr.fma(yr4, r4);
            i4 = hi.fma(yr4, i4);
            r4 = hi.fma(yi4, r4);
            i4 = minusHr.fma(yi4, i4);
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
    }
}
