package org.znn.worker.convolution.fft.tiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link PlaneOuterProduct} for seven taps at once. */
final class PlaneOuter7 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ELEMENT = 2 * LANES;

    private PlaneOuter7() {
    }

    static void run(float[] data, int at, int mirror, int imaginary, int[] rows, int row, int[] offsets,
            int tap, int g, int mirrored, int step, float[] sums, int sumsAt) {
        FloatVector r0 = FloatVector.fromArray(SPECIES, sums, sumsAt);
        FloatVector i0 = FloatVector.fromArray(SPECIES, sums, sumsAt + LANES);
        FloatVector r1 = FloatVector.fromArray(SPECIES, sums, sumsAt + ELEMENT);
        FloatVector i1 = FloatVector.fromArray(SPECIES, sums, sumsAt + ELEMENT + LANES);
        FloatVector r2 = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * ELEMENT);
        FloatVector i2 = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * ELEMENT + LANES);
        FloatVector r3 = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * ELEMENT);
        FloatVector i3 = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * ELEMENT + LANES);
        FloatVector r4 = FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * ELEMENT);
        FloatVector i4 = FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * ELEMENT + LANES);
        FloatVector r5 = FloatVector.fromArray(SPECIES, sums, sumsAt + 5 * ELEMENT);
        FloatVector i5 = FloatVector.fromArray(SPECIES, sums, sumsAt + 5 * ELEMENT + LANES);
        FloatVector r6 = FloatVector.fromArray(SPECIES, sums, sumsAt + 6 * ELEMENT);
        FloatVector i6 = FloatVector.fromArray(SPECIES, sums, sumsAt + 6 * ELEMENT + LANES);
        int x0 = at + offsets[tap];
        int x1 = at + offsets[tap + 1];
        int x2 = at + offsets[tap + 2];
        int x3 = at + offsets[tap + 3];
        int x4 = at + offsets[tap + 4];
        int x5 = at + offsets[tap + 5];
        int x6 = at + offsets[tap + 6];
        int other = mirror - at;
        for (int n = 0; n < PlanePlan.ROWS; n++) {
            int lane = rows[row + n];
            FloatVector gr = FloatVector.fromArray(SPECIES, data, g + n * step);
            FloatVector gi = FloatVector.fromArray(SPECIES, data, g + n * step + LANES);
            FloatVector minusGi = gi.neg();
            FloatVector hr = FloatVector.fromArray(SPECIES, data, mirrored + n * step);
            FloatVector hi = FloatVector.fromArray(SPECIES, data, mirrored + n * step + LANES);
            FloatVector minusHr = hr.neg();
            int n0 = x0 + lane;
            FloatVector xr0 = FloatVector.broadcast(SPECIES, data[n0]);
            FloatVector xi0 = FloatVector.broadcast(SPECIES, data[n0 + imaginary]);
            r0 = gr.fma(xr0, r0);
            i0 = minusGi.fma(xr0, i0);
            r0 = gi.fma(xi0, r0);
            i0 = gr.fma(xi0, i0);
            int n1 = x1 + lane;
            FloatVector xr1 = FloatVector.broadcast(SPECIES, data[n1]);
            FloatVector xi1 = FloatVector.broadcast(SPECIES, data[n1 + imaginary]);
            r1 = gr.fma(xr1, r1);
            i1 = minusGi.fma(xr1, i1);
            r1 = gi.fma(xi1, r1);
            i1 = gr.fma(xi1, i1);
            int n2 = x2 + lane;
            FloatVector xr2 = FloatVector.broadcast(SPECIES, data[n2]);
            FloatVector xi2 = FloatVector.broadcast(SPECIES, data[n2 + imaginary]);
            r2 = gr.fma(xr2, r2);
            i2 = minusGi.fma(xr2, i2);
            r2 = gi.fma(xi2, r2);
            i2 = gr.fma(xi2, i2);
            int n3 = x3 + lane;
            FloatVector xr3 = FloatVector.broadcast(SPECIES, data[n3]);
            FloatVector xi3 = FloatVector.broadcast(SPECIES, data[n3 + imaginary]);
            r3 = gr.fma(xr3, r3);
            i3 = minusGi.fma(xr3, i3);
            r3 = gi.fma(xi3, r3);
            i3 = gr.fma(xi3, i3);
            int n4 = x4 + lane;
            FloatVector xr4 = FloatVector.broadcast(SPECIES, data[n4]);
            FloatVector xi4 = FloatVector.broadcast(SPECIES, data[n4 + imaginary]);
            r4 = gr.fma(xr4, r4);
            i4 = minusGi.fma(xr4, i4);
            r4 = gi.fma(xi4, r4);
            i4 = gr.fma(xi4, i4);
            int n5 = x5 + lane;
            FloatVector xr5 = FloatVector.broadcast(SPECIES, data[n5]);
            FloatVector xi5 = FloatVector.broadcast(SPECIES, data[n5 + imaginary]);
            r5 = gr.fma(xr5, r5);
            i5 = minusGi.fma(xr5, i5);
            r5 = gi.fma(xi5, r5);
            i5 = gr.fma(xi5, i5);
            int n6 = x6 + lane;
            FloatVector xr6 = FloatVector.broadcast(SPECIES, data[n6]);
            FloatVector xi6 = FloatVector.broadcast(SPECIES, data[n6 + imaginary]);
            r6 = gr.fma(xr6, r6);
            i6 = minusGi.fma(xr6, i6);
            r6 = gi.fma(xi6, r6);
            i6 = gr.fma(xi6, i6);
            FloatVector yr0 = FloatVector.broadcast(SPECIES, data[n0 + other]);
            FloatVector yi0 = FloatVector.broadcast(SPECIES, data[n0 + other + imaginary]);
            r0 = hr.fma(yr0, r0);
            i0 = hi.fma(yr0, i0);
            r0 = hi.fma(yi0, r0);
            i0 = minusHr.fma(yi0, i0);
            FloatVector yr1 = FloatVector.broadcast(SPECIES, data[n1 + other]);
            FloatVector yi1 = FloatVector.broadcast(SPECIES, data[n1 + other + imaginary]);
            r1 = hr.fma(yr1, r1);
            i1 = hi.fma(yr1, i1);
            r1 = hi.fma(yi1, r1);
            i1 = minusHr.fma(yi1, i1);
            FloatVector yr2 = FloatVector.broadcast(SPECIES, data[n2 + other]);
            FloatVector yi2 = FloatVector.broadcast(SPECIES, data[n2 + other + imaginary]);
            r2 = hr.fma(yr2, r2);
            i2 = hi.fma(yr2, i2);
            r2 = hi.fma(yi2, r2);
            i2 = minusHr.fma(yi2, i2);
            FloatVector yr3 = FloatVector.broadcast(SPECIES, data[n3 + other]);
            FloatVector yi3 = FloatVector.broadcast(SPECIES, data[n3 + other + imaginary]);
            r3 = hr.fma(yr3, r3);
            i3 = hi.fma(yr3, i3);
            r3 = hi.fma(yi3, r3);
            i3 = minusHr.fma(yi3, i3);
            FloatVector yr4 = FloatVector.broadcast(SPECIES, data[n4 + other]);
            FloatVector yi4 = FloatVector.broadcast(SPECIES, data[n4 + other + imaginary]);
            r4 = hr.fma(yr4, r4);
            i4 = hi.fma(yr4, i4);
            r4 = hi.fma(yi4, r4);
            i4 = minusHr.fma(yi4, i4);
            FloatVector yr5 = FloatVector.broadcast(SPECIES, data[n5 + other]);
            FloatVector yi5 = FloatVector.broadcast(SPECIES, data[n5 + other + imaginary]);
            r5 = hr.fma(yr5, r5);
            i5 = hi.fma(yr5, i5);
            r5 = hi.fma(yi5, r5);
            i5 = minusHr.fma(yi5, i5);
            FloatVector yr6 = FloatVector.broadcast(SPECIES, data[n6 + other]);
            FloatVector yi6 = FloatVector.broadcast(SPECIES, data[n6 + other + imaginary]);
            r6 = hr.fma(yr6, r6);
            i6 = hi.fma(yr6, i6);
            r6 = hi.fma(yi6, r6);
            i6 = minusHr.fma(yi6, i6);
        }
        r0.intoArray(sums, sumsAt);
        i0.intoArray(sums, sumsAt + LANES);
        r1.intoArray(sums, sumsAt + ELEMENT);
        i1.intoArray(sums, sumsAt + ELEMENT + LANES);
        r2.intoArray(sums, sumsAt + 2 * ELEMENT);
        i2.intoArray(sums, sumsAt + 2 * ELEMENT + LANES);
        r3.intoArray(sums, sumsAt + 3 * ELEMENT);
        i3.intoArray(sums, sumsAt + 3 * ELEMENT + LANES);
        r4.intoArray(sums, sumsAt + 4 * ELEMENT);
        i4.intoArray(sums, sumsAt + 4 * ELEMENT + LANES);
        r5.intoArray(sums, sumsAt + 5 * ELEMENT);
        i5.intoArray(sums, sumsAt + 5 * ELEMENT + LANES);
        r6.intoArray(sums, sumsAt + 6 * ELEMENT);
        i6.intoArray(sums, sumsAt + 6 * ELEMENT + LANES);
    }
}
