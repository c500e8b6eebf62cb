package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 8 output maps by 1 vector: 8 sums in registers, 9 loads for 8 multiply-adds. */
final class PointSums8x1 implements PointSums {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int maps() {
        return 8;
    }

    @Override
    public int vectors() {
        return 1;
    }

    @Override
    public void run(float[] data, int gradients, int map, int inputs, int block, int tiles,
            int from, int to) {
        int g0 = PointSums.at(gradients, map, block);
        int g1 = PointSums.at(gradients, map + 4, block);
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, data, from);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, data, from + LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, data, from + 2 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, data, from + 3 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, data, from + 4 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, data, from + 5 * LANES);
        FloatVector s6v0 = FloatVector.fromArray(SPECIES, data, from + 6 * LANES);
        FloatVector s7v0 = FloatVector.fromArray(SPECIES, data, from + 7 * LANES);
        for (int p = 0; p < tiles * LANES; p += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, data, inputs + p);
            FloatVector m0 = FloatVector.broadcast(SPECIES, data[g0 + p]);
            s0v0 = v0.fma(m0, s0v0);
            FloatVector m1 = FloatVector.broadcast(SPECIES, data[g0 + p + 1]);
            s1v0 = v0.fma(m1, s1v0);
            FloatVector m2 = FloatVector.broadcast(SPECIES, data[g0 + p + 2]);
            s2v0 = v0.fma(m2, s2v0);
            FloatVector m3 = FloatVector.broadcast(SPECIES, data[g0 + p + 3]);
            s3v0 = v0.fma(m3, s3v0);
            FloatVector m4 = FloatVector.broadcast(SPECIES, data[g1 + p]);
            s4v0 = v0.fma(m4, s4v0);
            FloatVector m5 = FloatVector.broadcast(SPECIES, data[g1 + p + 1]);
            s5v0 = v0.fma(m5, s5v0);
            FloatVector m6 = FloatVector.broadcast(SPECIES, data[g1 + p + 2]);
            s6v0 = v0.fma(m6, s6v0);
            FloatVector m7 = FloatVector.broadcast(SPECIES, data[g1 + p + 3]);
            s7v0 = v0.fma(m7, s7v0);
        }
        s0v0.intoArray(data, to);
        s1v0.intoArray(data, to + LANES);
        s2v0.intoArray(data, to + 2 * LANES);
        s3v0.intoArray(data, to + 3 * LANES);
        s4v0.intoArray(data, to + 4 * LANES);
        s5v0.intoArray(data, to + 5 * LANES);
        s6v0.intoArray(data, to + 6 * LANES);
        s7v0.intoArray(data, to + 7 * LANES);
    }
}
