package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 2 maps by 8 vectors: 16 sums in registers, 10 loads for 16 multiply-adds. */
final class Tile2x8 implements TileKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int maps() {
        return 2;
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
        int t = from;
        int end = source.weightAt() + to * 2;
        for (int w = source.weightAt() + from * 2; w < end; w += 2) {
            int tap = taps[t++];
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, tap + i0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, tap + i1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, in, tap + i2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, in, tap + i3);
            FloatVector v4 = FloatVector.fromArray(SPECIES, in, tap + i4);
            FloatVector v5 = FloatVector.fromArray(SPECIES, in, tap + i5);
            FloatVector v6 = FloatVector.fromArray(SPECIES, in, tap + i6);
            FloatVector v7 = FloatVector.fromArray(SPECIES, in, tap + i7);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w + 0]);
            s00 = v0.fma(w0, s00);
            s01 = v1.fma(w0, s01);
            s02 = v2.fma(w0, s02);
            s03 = v3.fma(w0, s03);
            s04 = v4.fma(w0, s04);
            s05 = v5.fma(w0, s05);
            s06 = v6.fma(w0, s06);
            s07 = v7.fma(w0, s07);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
            s10 = v0.fma(w1, s10);
            s11 = v1.fma(w1, s11);
            s12 = v2.fma(w1, s12);
            s13 = v3.fma(w1, s13);
            s14 = v4.fma(w1, s14);
            s15 = v5.fma(w1, s15);
            s16 = v6.fma(w1, s16);
            s17 = v7.fma(w1, s17);
        }
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
