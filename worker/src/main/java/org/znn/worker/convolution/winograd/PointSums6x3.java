package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 6 output maps by 3 vectors: 18 sums in registers, 9 loads for 18 multiply-adds. */
final class PointSums6x3 implements PointSums {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int maps() {
        return 6;
    }

    @Override
    public int vectors() {
        return 3;
    }

    @Override
    public void run(float[] data, int gradients, int map, int inputs, int block, int tiles,
            int from, int to) {
        int g0 = PointSums.at(gradients, map, block);
        int g1 = PointSums.at(gradients, map + 2, block);
        int g2 = PointSums.at(gradients, map + 4, block);
        int i1 = inputs + block;
        int i2 = inputs + 2 * block;
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, data, from);
        FloatVector s0v1 = FloatVector.fromArray(SPECIES, data, from + LANES);
        FloatVector s0v2 = FloatVector.fromArray(SPECIES, data, from + 2 * LANES);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, data, from + 3 * LANES);
        FloatVector s1v1 = FloatVector.fromArray(SPECIES, data, from + 4 * LANES);
        FloatVector s1v2 = FloatVector.fromArray(SPECIES, data, from + 5 * LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, data, from + 6 * LANES);
        FloatVector s2v1 = FloatVector.fromArray(SPECIES, data, from + 7 * LANES);
        FloatVector s2v2 = FloatVector.fromArray(SPECIES, data, from + 8 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, data, from + 9 * LANES);
        FloatVector s3v1 = FloatVector.fromArray(SPECIES, data, from + 10 * LANES);
        FloatVector s3v2 = FloatVector.fromArray(SPECIES, data, from + 11 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, data, from + 12 * LANES);
        FloatVector s4v1 = FloatVector.fromArray(SPECIES, data, from + 13 * LANES);
        FloatVector s4v2 = FloatVector.fromArray(SPECIES, data, from + 14 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, data, from + 15 * LANES);
        FloatVector s5v1 = FloatVector.fromArray(SPECIES, data, from + 16 * LANES);
        FloatVector s5v2 = FloatVector.fromArray(SPECIES, data, from + 17 * LANES);
        for (int p = 0; p < tiles * LANES; p += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, data, inputs + p);
            FloatVector v1 = FloatVector.fromArray(SPECIES, data, i1 + p);
            FloatVector v2 = FloatVector.fromArray(SPECIES, data, i2 + p);
            FloatVector m0 = FloatVector.broadcast(SPECIES, data[g0 + p]);
            s0v0 = v0.fma(m0, s0v0);
            s0v1 = v1.fma(m0, s0v1);
            s0v2 = v2.fma(m0, s0v2);
            FloatVector m1 = FloatVector.broadcast(SPECIES, data[g0 + p + 1]);
            s1v0 = v0.fma(m1, s1v0);
            s1v1 = v1.fma(m1, s1v1);
            s1v2 = v2.fma(m1, s1v2);
            FloatVector m2 = FloatVector.broadcast(SPECIES, data[g1 + p]);
            s2v0 = v0.fma(m2, s2v0);
            s2v1 = v1.fma(m2, s2v1);
            s2v2 = v2.fma(m2, s2v2);
            FloatVector m3 = FloatVector.broadcast(SPECIES, data[g1 + p + 1]);
            s3v0 = v0.fma(m3, s3v0);
            s3v1 = v1.fma(m3, s3v1);
            s3v2 = v2.fma(m3, s3v2);
            FloatVector m4 = FloatVector.broadcast(SPECIES, data[g2 + p]);
            s4v0 = v0.fma(m4, s4v0);
            s4v1 = v1.fma(m4, s4v1);
            s4v2 = v2.fma(m4, s4v2);
            FloatVector m5 = FloatVector.broadcast(SPECIES, data[g2 + p + 1]);
            s5v0 = v0.fma(m5, s5v0);
            s5v1 = v1.fma(m5, s5v1);
            s5v2 = v2.fma(m5, s5v2);
        }
        s0v0.intoArray(data, to);
        s0v1.intoArray(data, to + LANES);
        s0v2.intoArray(data, to + 2 * LANES);
        s1v0.intoArray(data, to + 3 * LANES);
        s1v1.intoArray(data, to + 4 * LANES);
        s1v2.intoArray(data, to + 5 * LANES);
        s2v0.intoArray(data, to + 6 * LANES);
        s2v1.intoArray(data, to + 7 * LANES);
        s2v2.intoArray(data, to + 8 * LANES);
        s3v0.intoArray(data, to + 9 * LANES);
        s3v1.intoArray(data, to + 10 * LANES);
        s3v2.intoArray(data, to + 11 * LANES);
        s4v0.intoArray(data, to + 12 * LANES);
        s4v1.intoArray(data, to + 13 * LANES);
        s4v2.intoArray(data, to + 14 * LANES);
        s5v0.intoArray(data, to + 15 * LANES);
        s5v1.intoArray(data, to + 16 * LANES);
        s5v2.intoArray(data, to + 17 * LANES);
    }
}
