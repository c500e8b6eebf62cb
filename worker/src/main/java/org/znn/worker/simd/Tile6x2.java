package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
        int i0 = tile.in()[first + 0];
        int i1 = tile.in()[first + 1];
        int o0 = target.at() + tile.out()[first + 0];
        int o1 = target.at() + tile.out()[first + 1];
        FloatVector s00 = start(target, 0, o0);
        FloatVector s01 = start(target, 0, o1);
        FloatVector s10 = start(target, 1, o0);
        FloatVector s11 = start(target, 1, o1);
        FloatVector s20 = start(target, 2, o0);
        FloatVector s21 = start(target, 2, o1);
        FloatVector s30 = start(target, 3, o0);
        FloatVector s31 = start(target, 3, o1);
        FloatVector s40 = start(target, 4, o0);
        FloatVector s41 = start(target, 4, o1);
        FloatVector s50 = start(target, 5, o0);
        FloatVector s51 = start(target, 5, o1);
        int w = source.weightAt() + from * 6;
        for (int t = from; t < to; t++) {
            int tap = taps[t];
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
            w += 6;
        }
        finish(target, 0, o0, s00);
        finish(target, 0, o1, s01);
        finish(target, 1, o0, s10);
        finish(target, 1, o1, s11);
        finish(target, 2, o0, s20);
        finish(target, 2, o1, s21);
        finish(target, 3, o0, s30);
        finish(target, 3, o1, s31);
        finish(target, 4, o0, s40);
        finish(target, 4, o1, s41);
        finish(target, 5, o0, s50);
        finish(target, 5, o1, s51);
    }

    private static FloatVector start(Target target, int map, int at) {
        return target.add() && map < target.maps()
                ? FloatVector.fromArray(SPECIES, target.out(), at + map * target.stride())
                : FloatVector.zero(SPECIES);
    }

    private static void finish(Target target, int map, int at, FloatVector sum) {
        if (map < target.maps()) {
            FloatVector value = sum;
            if (target.bias() != null) {
                value = value.add(target.bias()[target.biasAt() + map]);
                if (target.rectify()) {
                    FloatVector zero = FloatVector.zero(SPECIES);
                    value = zero.blend(value, value.compare(VectorOperators.GT, zero));
                }
            }
            value.intoArray(target.out(), at + map * target.stride());
        }
    }
}
