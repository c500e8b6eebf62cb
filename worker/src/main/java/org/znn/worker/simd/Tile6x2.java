package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 6 maps by 2 vectors: 12 sums in registers, 8 loads for 12 multiply-adds. */
final class Tile6x2 implements TileKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int maps() {
        return 6;
    }

    @Override
    public int vectors() {
        return 2;
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
        int o0 = tile.out()[first + 0];
        int o1 = tile.out()[first + 1];
        int m0 = target.map(0);
        int m1 = target.map(1);
        int m2 = target.map(2);
        int m3 = target.map(3);
        int m4 = target.map(4);
        int m5 = target.map(5);
        FloatVector s00 = start(add, out, m0 + o0);
        FloatVector s01 = start(add, out, m0 + o1);
        FloatVector s10 = start(add, out, m1 + o0);
        FloatVector s11 = start(add, out, m1 + o1);
        FloatVector s20 = start(add, out, m2 + o0);
        FloatVector s21 = start(add, out, m2 + o1);
        FloatVector s30 = start(add, out, m3 + o0);
        FloatVector s31 = start(add, out, m3 + o1);
        FloatVector s40 = start(add, out, m4 + o0);
        FloatVector s41 = start(add, out, m4 + o1);
        FloatVector s50 = start(add, out, m5 + o0);
        FloatVector s51 = start(add, out, m5 + o1);
        int t = from;
        int end = source.weightAt() + to * 6;
        for (int w = source.weightAt() + from * 6; w < end; w += 6) {
            int tap = taps[t++];
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, tap + i0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, tap + i1);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w + 0]);
            s00 = v0.fma(w0, s00);
            s01 = v1.fma(w0, s01);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
            s10 = v0.fma(w1, s10);
            s11 = v1.fma(w1, s11);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
            s20 = v0.fma(w2, s20);
            s21 = v1.fma(w2, s21);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
            s30 = v0.fma(w3, s30);
            s31 = v1.fma(w3, s31);
            FloatVector w4 = FloatVector.broadcast(SPECIES, weights[w + 4]);
            s40 = v0.fma(w4, s40);
            s41 = v1.fma(w4, s41);
            FloatVector w5 = FloatVector.broadcast(SPECIES, weights[w + 5]);
            s50 = v0.fma(w5, s50);
            s51 = v1.fma(w5, s51);
        }
        s50.intoArray(out, m5 + o0);
        s51.intoArray(out, m5 + o1);
        s40.intoArray(out, m4 + o0);
        s41.intoArray(out, m4 + o1);
        s30.intoArray(out, m3 + o0);
        s31.intoArray(out, m3 + o1);
        s20.intoArray(out, m2 + o0);
        s21.intoArray(out, m2 + o1);
        s10.intoArray(out, m1 + o0);
        s11.intoArray(out, m1 + o1);
        s00.intoArray(out, m0 + o0);
        s01.intoArray(out, m0 + o1);
    }

    private static FloatVector start(boolean add, float[] out, int at) {
        return add ? FloatVector.fromArray(SPECIES, out, at) : FloatVector.zero(SPECIES);
    }
}
