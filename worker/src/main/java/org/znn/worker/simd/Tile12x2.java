package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 12 maps by 2 vectors: 24 sums in registers, 14 loads for 24 multiply-adds. */
final class Tile12x2 implements TileKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int maps() {
        return 12;
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
        int m6 = target.map(6);
        int m7 = target.map(7);
        int m8 = target.map(8);
        int m9 = target.map(9);
        int m10 = target.map(10);
        int m11 = target.map(11);
        FloatVector s0v0 = start(add, out, m0 + o0);
        FloatVector s0v1 = start(add, out, m0 + o1);
        FloatVector s1v0 = start(add, out, m1 + o0);
        FloatVector s1v1 = start(add, out, m1 + o1);
        FloatVector s2v0 = start(add, out, m2 + o0);
        FloatVector s2v1 = start(add, out, m2 + o1);
        FloatVector s3v0 = start(add, out, m3 + o0);
        FloatVector s3v1 = start(add, out, m3 + o1);
        FloatVector s4v0 = start(add, out, m4 + o0);
        FloatVector s4v1 = start(add, out, m4 + o1);
        FloatVector s5v0 = start(add, out, m5 + o0);
        FloatVector s5v1 = start(add, out, m5 + o1);
        FloatVector s6v0 = start(add, out, m6 + o0);
        FloatVector s6v1 = start(add, out, m6 + o1);
        FloatVector s7v0 = start(add, out, m7 + o0);
        FloatVector s7v1 = start(add, out, m7 + o1);
        FloatVector s8v0 = start(add, out, m8 + o0);
        FloatVector s8v1 = start(add, out, m8 + o1);
        FloatVector s9v0 = start(add, out, m9 + o0);
        FloatVector s9v1 = start(add, out, m9 + o1);
        FloatVector s10v0 = start(add, out, m10 + o0);
        FloatVector s10v1 = start(add, out, m10 + o1);
        FloatVector s11v0 = start(add, out, m11 + o0);
        FloatVector s11v1 = start(add, out, m11 + o1);
        int t = from;
        int end = source.weightAt() + to * 12;
        for (int w = source.weightAt() + from * 12; w < end; w += 12) {
            int tap = taps[t++];
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, tap + i0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, tap + i1);
            FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w + 0]);
            s0v0 = v0.fma(w0, s0v0);
            s0v1 = v1.fma(w0, s0v1);
            FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
            s1v0 = v0.fma(w1, s1v0);
            s1v1 = v1.fma(w1, s1v1);
            FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
            s2v0 = v0.fma(w2, s2v0);
            s2v1 = v1.fma(w2, s2v1);
            FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
            s3v0 = v0.fma(w3, s3v0);
            s3v1 = v1.fma(w3, s3v1);
            FloatVector w4 = FloatVector.broadcast(SPECIES, weights[w + 4]);
            s4v0 = v0.fma(w4, s4v0);
            s4v1 = v1.fma(w4, s4v1);
            FloatVector w5 = FloatVector.broadcast(SPECIES, weights[w + 5]);
            s5v0 = v0.fma(w5, s5v0);
            s5v1 = v1.fma(w5, s5v1);
            FloatVector w6 = FloatVector.broadcast(SPECIES, weights[w + 6]);
            s6v0 = v0.fma(w6, s6v0);
            s6v1 = v1.fma(w6, s6v1);
            FloatVector w7 = FloatVector.broadcast(SPECIES, weights[w + 7]);
            s7v0 = v0.fma(w7, s7v0);
            s7v1 = v1.fma(w7, s7v1);
            FloatVector w8 = FloatVector.broadcast(SPECIES, weights[w + 8]);
            s8v0 = v0.fma(w8, s8v0);
            s8v1 = v1.fma(w8, s8v1);
            FloatVector w9 = FloatVector.broadcast(SPECIES, weights[w + 9]);
            s9v0 = v0.fma(w9, s9v0);
            s9v1 = v1.fma(w9, s9v1);
            FloatVector w10 = FloatVector.broadcast(SPECIES, weights[w + 10]);
            s10v0 = v0.fma(w10, s10v0);
            s10v1 = v1.fma(w10, s10v1);
            FloatVector w11 = FloatVector.broadcast(SPECIES, weights[w + 11]);
            s11v0 = v0.fma(w11, s11v0);
            s11v1 = v1.fma(w11, s11v1);
        }
        s11v0.intoArray(out, m11 + o0);
        s11v1.intoArray(out, m11 + o1);
        s10v0.intoArray(out, m10 + o0);
        s10v1.intoArray(out, m10 + o1);
        s9v0.intoArray(out, m9 + o0);
        s9v1.intoArray(out, m9 + o1);
        s8v0.intoArray(out, m8 + o0);
        s8v1.intoArray(out, m8 + o1);
        s7v0.intoArray(out, m7 + o0);
        s7v1.intoArray(out, m7 + o1);
        s6v0.intoArray(out, m6 + o0);
        s6v1.intoArray(out, m6 + o1);
        s5v0.intoArray(out, m5 + o0);
        s5v1.intoArray(out, m5 + o1);
        s4v0.intoArray(out, m4 + o0);
        s4v1.intoArray(out, m4 + o1);
        s3v0.intoArray(out, m3 + o0);
        s3v1.intoArray(out, m3 + o1);
        s2v0.intoArray(out, m2 + o0);
        s2v1.intoArray(out, m2 + o1);
        s1v0.intoArray(out, m1 + o0);
        s1v1.intoArray(out, m1 + o1);
        s0v0.intoArray(out, m0 + o0);
        s0v1.intoArray(out, m0 + o1);
    }

    private static FloatVector start(boolean add, float[] out, int at) {
        return add ? FloatVector.fromArray(SPECIES, out, at) : FloatVector.zero(SPECIES);
    }
}
