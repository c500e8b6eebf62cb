package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * 3 maps by 8 vectors: 24 sums in registers, 11 loads for 24 multiply-adds. Weights are loaded first, then one vector
 * after another, so that no more than one of these takes a register.
 */
final class Tile3x8 implements TileKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int maps() {
        return 3;
    }

    @Override
    public int vectors() {
        return 8;
    }

    @Override
    public int lanes() {
        return SPECIES.length();
    }

    @Override
    public void run(Source source, int from, int to, Positions tile, int first, Target target) {
        float[] in = source.in();
        int[] taps = source.taps();
        float[] weights = source.weights();
        float[] out = target.out();
        boolean add = target.add();
        int i0 = tile.in()[first + 0];
        int i1 = tile.in()[first + 1];
        int i2 = tile.in()[first + 2];
        int i3 = tile.in()[first + 3];
        int i4 = tile.in()[first + 4];
        int i5 = tile.in()[first + 5];
        int i6 = tile.in()[first + 6];
        int i7 = tile.in()[first + 7];
        int o0 = tile.out()[first + 0];
        int o1 = tile.out()[first + 1];
        int o2 = tile.out()[first + 2];
        int o3 = tile.out()[first + 3];
        int o4 = tile.out()[first + 4];
        int o5 = tile.out()[first + 5];
        int o6 = tile.out()[first + 6];
        int o7 = tile.out()[first + 7];
        int m0 = target.map(0);
        int m1 = target.map(1);
        int m2 = target.map(2);
        FloatVector s00 = start(add, out, m0 + o0);
        FloatVector s01 = start(add, out, m0 + o1);
        FloatVector s02 = start(add, out, m0 + o2);
        FloatVector s03 = start(add, out, m0 + o3);
        FloatVector s04 = start(add, out, m0 + o4);
        FloatVector s05 = start(add, out, m0 + o5);
        FloatVector s06 = start(add, out, m0 + o6);
        FloatVector s07 = start(add, out, m0 + o7);
        FloatVector s10 = start(add, out, m1 + o0);
        FloatVector s11 = start(add, out, m1 + o1);
        FloatVector s12 = start(add, out, m1 + o2);
        FloatVector s13 = start(add, out, m1 + o3);
        FloatVector s14 = start(add, out, m1 + o4);
        FloatVector s15 = start(add, out, m1 + o5);
        FloatVector s16 = start(add, out, m1 + o6);
        FloatVector s17 = start(add, out, m1 + o7);
        FloatVector s20 = start(add, out, m2 + o0);
        FloatVector s21 = start(add, out, m2 + o1);
        FloatVector s22 = start(add, out, m2 + o2);
        FloatVector s23 = start(add, out, m2 + o3);
        FloatVector s24 = start(add, out, m2 + o4);
        FloatVector s25 = start(add, out, m2 + o5);
        FloatVector s26 = start(add, out, m2 + o6);
        FloatVector s27 = start(add, out, m2 + o7);
        int t = from;
        int end = source.weightAt() + to * 3;
        for (int w = source.weightAt() + from * 3; w < end; w += 3) {
            int tap = taps[t++];
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w + 0]);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, tap + i0);
            s00 = v0.fma(w0, s00);
            s10 = v0.fma(w1, s10);
            s20 = v0.fma(w2, s20);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, tap + i1);
            s01 = v1.fma(w0, s01);
            s11 = v1.fma(w1, s11);
            s21 = v1.fma(w2, s21);
            FloatVector v2 = FloatVector.fromArray(SPECIES, in, tap + i2);
            s02 = v2.fma(w0, s02);
            s12 = v2.fma(w1, s12);
            s22 = v2.fma(w2, s22);
            FloatVector v3 = FloatVector.fromArray(SPECIES, in, tap + i3);
            s03 = v3.fma(w0, s03);
            s13 = v3.fma(w1, s13);
            s23 = v3.fma(w2, s23);
            FloatVector v4 = FloatVector.fromArray(SPECIES, in, tap + i4);
            s04 = v4.fma(w0, s04);
            s14 = v4.fma(w1, s14);
            s24 = v4.fma(w2, s24);
            FloatVector v5 = FloatVector.fromArray(SPECIES, in, tap + i5);
            s05 = v5.fma(w0, s05);
            s15 = v5.fma(w1, s15);
            s25 = v5.fma(w2, s25);
            FloatVector v6 = FloatVector.fromArray(SPECIES, in, tap + i6);
            s06 = v6.fma(w0, s06);
            s16 = v6.fma(w1, s16);
            s26 = v6.fma(w2, s26);
            FloatVector v7 = FloatVector.fromArray(SPECIES, in, tap + i7);
            s07 = v7.fma(w0, s07);
            s17 = v7.fma(w1, s17);
            s27 = v7.fma(w2, s27);
        }
        s20.intoArray(out, m2 + o0);
        s21.intoArray(out, m2 + o1);
        s22.intoArray(out, m2 + o2);
        s23.intoArray(out, m2 + o3);
        s24.intoArray(out, m2 + o4);
        s25.intoArray(out, m2 + o5);
        s26.intoArray(out, m2 + o6);
        s27.intoArray(out, m2 + o7);
        s10.intoArray(out, m1 + o0);
        s11.intoArray(out, m1 + o1);
        s12.intoArray(out, m1 + o2);
        s13.intoArray(out, m1 + o3);
        s14.intoArray(out, m1 + o4);
        s15.intoArray(out, m1 + o5);
        s16.intoArray(out, m1 + o6);
        s17.intoArray(out, m1 + o7);
        s00.intoArray(out, m0 + o0);
        s01.intoArray(out, m0 + o1);
        s02.intoArray(out, m0 + o2);
        s03.intoArray(out, m0 + o3);
        s04.intoArray(out, m0 + o4);
        s05.intoArray(out, m0 + o5);
        s06.intoArray(out, m0 + o6);
        s07.intoArray(out, m0 + o7);
    }

    private static FloatVector start(boolean add, float[] out, int at) {
        return add ? FloatVector.fromArray(SPECIES, out, at) : FloatVector.zero(SPECIES);
    }
}
