package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 4 output maps by 5 vectors of tiles: 20 sums in registers. */
final class Product4x5 implements Product {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int vectors() {
        return 5;
    }

    @Override
    public void run(float[] values, int at, int stride, int count, float[] weights, int weightAt, float[] sums,
            int sumAt, int sumStride) {
        int a0 = at;
        int a1 = a0 + stride;
        int a2 = a1 + stride;
        int a3 = a2 + stride;
        int a4 = a3 + stride;
        int m0 = sumAt;
        int m1 = m0 + sumStride;
        int m2 = m1 + sumStride;
        int m3 = m2 + sumStride;
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s04 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s14 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s24 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s34 = FloatVector.zero(SPECIES);
        for (int c = 0; c < count; c++) {
            int a = c * SPECIES.length();
            int w = weightAt + c * MAPS;
            FloatVector v0 = FloatVector.fromArray(SPECIES, values, a0 + a);
            FloatVector v1 = FloatVector.fromArray(SPECIES, values, a1 + a);
            FloatVector v2 = FloatVector.fromArray(SPECIES, values, a2 + a);
            FloatVector v3 = FloatVector.fromArray(SPECIES, values, a3 + a);
            FloatVector v4 = FloatVector.fromArray(SPECIES, values, a4 + a);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w]);
            s00 = v0.fma(w0, s00);
            s01 = v1.fma(w0, s01);
            s02 = v2.fma(w0, s02);
            s03 = v3.fma(w0, s03);
            s04 = v4.fma(w0, s04);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
            s10 = v0.fma(w1, s10);
            s11 = v1.fma(w1, s11);
            s12 = v2.fma(w1, s12);
            s13 = v3.fma(w1, s13);
            s14 = v4.fma(w1, s14);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
            s20 = v0.fma(w2, s20);
            s21 = v1.fma(w2, s21);
            s22 = v2.fma(w2, s22);
            s23 = v3.fma(w2, s23);
            s24 = v4.fma(w2, s24);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
            s30 = v0.fma(w3, s30);
            s31 = v1.fma(w3, s31);
            s32 = v2.fma(w3, s32);
            s33 = v3.fma(w3, s33);
            s34 = v4.fma(w3, s34);
        }
        s00.intoArray(sums, m0);
        s01.intoArray(sums, m0 + SPECIES.length());
        s02.intoArray(sums, m0 + 2 * SPECIES.length());
        s03.intoArray(sums, m0 + 3 * SPECIES.length());
        s04.intoArray(sums, m0 + 4 * SPECIES.length());
        s10.intoArray(sums, m1);
        s11.intoArray(sums, m1 + SPECIES.length());
        s12.intoArray(sums, m1 + 2 * SPECIES.length());
        s13.intoArray(sums, m1 + 3 * SPECIES.length());
        s14.intoArray(sums, m1 + 4 * SPECIES.length());
        s20.intoArray(sums, m2);
        s21.intoArray(sums, m2 + SPECIES.length());
        s22.intoArray(sums, m2 + 2 * SPECIES.length());
        s23.intoArray(sums, m2 + 3 * SPECIES.length());
        s24.intoArray(sums, m2 + 4 * SPECIES.length());
        s30.intoArray(sums, m3);
        s31.intoArray(sums, m3 + SPECIES.length());
        s32.intoArray(sums, m3 + 2 * SPECIES.length());
        s33.intoArray(sums, m3 + 3 * SPECIES.length());
        s34.intoArray(sums, m3 + 4 * SPECIES.length());
    }
}
