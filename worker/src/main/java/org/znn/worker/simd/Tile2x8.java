package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
        int i0 = tile.in()[first + 0];
        int i1 = tile.in()[first + 1];
        int i2 = tile.in()[first + 2];
        int i3 = tile.in()[first + 3];
        int i4 = tile.in()[first + 4];
        int i5 = tile.in()[first + 5];
        int i6 = tile.in()[first + 6];
        int i7 = tile.in()[first + 7];
        int o0 = target.at() + tile.out()[first + 0];
        int o1 = target.at() + tile.out()[first + 1];
        int o2 = target.at() + tile.out()[first + 2];
        int o3 = target.at() + tile.out()[first + 3];
        int o4 = target.at() + tile.out()[first + 4];
        int o5 = target.at() + tile.out()[first + 5];
        int o6 = target.at() + tile.out()[first + 6];
        int o7 = target.at() + tile.out()[first + 7];
        FloatVector s00 = start(target, 0, o0);
        FloatVector s01 = start(target, 0, o1);
        FloatVector s02 = start(target, 0, o2);
        FloatVector s03 = start(target, 0, o3);
        FloatVector s04 = start(target, 0, o4);
        FloatVector s05 = start(target, 0, o5);
        FloatVector s06 = start(target, 0, o6);
        FloatVector s07 = start(target, 0, o7);
        FloatVector s10 = start(target, 1, o0);
        FloatVector s11 = start(target, 1, o1);
        FloatVector s12 = start(target, 1, o2);
        FloatVector s13 = start(target, 1, o3);
        FloatVector s14 = start(target, 1, o4);
        FloatVector s15 = start(target, 1, o5);
        FloatVector s16 = start(target, 1, o6);
        FloatVector s17 = start(target, 1, o7);
        int w = source.weightAt() + from * 2;
        for (int t = from; t < to; t++) {
            int tap = taps[t];
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
            w += 2;
        }
        finish(target, 0, o0, s00);
        finish(target, 0, o1, s01);
        finish(target, 0, o2, s02);
        finish(target, 0, o3, s03);
        finish(target, 0, o4, s04);
        finish(target, 0, o5, s05);
        finish(target, 0, o6, s06);
        finish(target, 0, o7, s07);
        finish(target, 1, o0, s10);
        finish(target, 1, o1, s11);
        finish(target, 1, o2, s12);
        finish(target, 1, o3, s13);
        finish(target, 1, o4, s14);
        finish(target, 1, o5, s15);
        finish(target, 1, o6, s16);
        finish(target, 1, o7, s17);
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
