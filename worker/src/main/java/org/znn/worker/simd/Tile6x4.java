package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 6 maps by 4 vectors: 24 sums in registers, 10 loads for 24 multiply-adds. */
final class Tile6x4 implements TileKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int maps() {
        return 6;
    }

    @Override
    public int vectors() {
        return 4;
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
        int o0 = tile.out()[first + 0];
        int o1 = tile.out()[first + 1];
        int o2 = tile.out()[first + 2];
        int o3 = tile.out()[first + 3];
        int m0 = target.map(0);
        int m1 = target.map(1);
        int m2 = target.map(2);
        int m3 = target.map(3);
        int m4 = target.map(4);
        int m5 = target.map(5);
        FloatVector s00 = start(add, out, m0 + o0);
        FloatVector s01 = start(add, out, m0 + o1);
        FloatVector s02 = start(add, out, m0 + o2);
        FloatVector s03 = start(add, out, m0 + o3);
        FloatVector s10 = start(add, out, m1 + o0);
        FloatVector s11 = start(add, out, m1 + o1);
        FloatVector s12 = start(add, out, m1 + o2);
        FloatVector s13 = start(add, out, m1 + o3);
        FloatVector s20 = start(add, out, m2 + o0);
        FloatVector s21 = start(add, out, m2 + o1);
        FloatVector s22 = start(add, out, m2 + o2);
        FloatVector s23 = start(add, out, m2 + o3);
        FloatVector s30 = start(add, out, m3 + o0);
        FloatVector s31 = start(add, out, m3 + o1);
        FloatVector s32 = start(add, out, m3 + o2);
        FloatVector s33 = start(add, out, m3 + o3);
        FloatVector s40 = start(add, out, m4 + o0);
        FloatVector s41 = start(add, out, m4 + o1);
        FloatVector s42 = start(add, out, m4 + o2);
        FloatVector s43 = start(add, out, m4 + o3);
        FloatVector s50 = start(add, out, m5 + o0);
        FloatVector s51 = start(add, out, m5 + o1);
        FloatVector s52 = start(add, out, m5 + o2);
        FloatVector s53 = start(add, out, m5 + o3);
        int t = from;
        int end = source.weightAt() + to * 6;
        for (int w = source.weightAt() + from * 6; w < end; w += 6) {
            int tap = taps[t++];
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, tap + i0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, tap + i1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, in, tap + i2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, in, tap + i3);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w + 0]);
            s00 = v0.fma(w0, s00);
            s01 = v1.fma(w0, s01);
            s02 = v2.fma(w0, s02);
            s03 = v3.fma(w0, s03);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
            s10 = v0.fma(w1, s10);
            s11 = v1.fma(w1, s11);
            s12 = v2.fma(w1, s12);
            s13 = v3.fma(w1, s13);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
            s20 = v0.fma(w2, s20);
            s21 = v1.fma(w2, s21);
            s22 = v2.fma(w2, s22);
            s23 = v3.fma(w2, s23);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
            s30 = v0.fma(w3, s30);
            s31 = v1.fma(w3, s31);
            s32 = v2.fma(w3, s32);
            s33 = v3.fma(w3, s33);
            FloatVector w4 = FloatVector.broadcast(SPECIES, weights[w + 4]);
            s40 = v0.fma(w4, s40);
            s41 = v1.fma(w4, s41);
            s42 = v2.fma(w4, s42);
            s43 = v3.fma(w4, s43);
            FloatVector w5 = FloatVector.broadcast(SPECIES, weights[w + 5]);
            s50 = v0.fma(w5, s50);
            s51 = v1.fma(w5, s51);
            s52 = v2.fma(w5, s52);
            s53 = v3.fma(w5, s53);
        }
        s50.intoArray(out, m5 + o0);
        s51.intoArray(out, m5 + o1);
        s52.intoArray(out, m5 + o2);
        s53.intoArray(out, m5 + o3);
        s40.intoArray(out, m4 + o0);
        s41.intoArray(out, m4 + o1);
        s42.intoArray(out, m4 + o2);
        s43.intoArray(out, m4 + o3);
        s30.intoArray(out, m3 + o0);
        s31.intoArray(out, m3 + o1);
        s32.intoArray(out, m3 + o2);
        s33.intoArray(out, m3 + o3);
        s20.intoArray(out, m2 + o0);
        s21.intoArray(out, m2 + o1);
        s22.intoArray(out, m2 + o2);
        s23.intoArray(out, m2 + o3);
        s10.intoArray(out, m1 + o0);
        s11.intoArray(out, m1 + o1);
        s12.intoArray(out, m1 + o2);
        s13.intoArray(out, m1 + o3);
        s00.intoArray(out, m0 + o0);
        s01.intoArray(out, m0 + o1);
        s02.intoArray(out, m0 + o2);
        s03.intoArray(out, m0 + o3);
    }

    private static FloatVector start(boolean add, float[] out, int at) {
        return add ? FloatVector.fromArray(SPECIES, out, at) : FloatVector.zero(SPECIES);
    }
}
