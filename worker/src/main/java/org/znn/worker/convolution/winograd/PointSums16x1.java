package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 16 output maps by 1 vector: 16 sums in registers, 17 loads for 16 multiply-adds. */
final class PointSums16x1 implements PointSums {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int maps() {
        return 16;
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
        int g2 = PointSums.at(gradients, map + 8, block);
        int g3 = PointSums.at(gradients, map + 12, block);
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, data, from);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, data, from + LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, data, from + 2 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, data, from + 3 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, data, from + 4 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, data, from + 5 * LANES);
        FloatVector s6v0 = FloatVector.fromArray(SPECIES, data, from + 6 * LANES);
        FloatVector s7v0 = FloatVector.fromArray(SPECIES, data, from + 7 * LANES);
        FloatVector s8v0 = FloatVector.fromArray(SPECIES, data, from + 8 * LANES);
        FloatVector s9v0 = FloatVector.fromArray(SPECIES, data, from + 9 * LANES);
        FloatVector s10v0 = FloatVector.fromArray(SPECIES, data, from + 10 * LANES);
        FloatVector s11v0 = FloatVector.fromArray(SPECIES, data, from + 11 * LANES);
        FloatVector s12v0 = FloatVector.fromArray(SPECIES, data, from + 12 * LANES);
        FloatVector s13v0 = FloatVector.fromArray(SPECIES, data, from + 13 * LANES);
        FloatVector s14v0 = FloatVector.fromArray(SPECIES, data, from + 14 * LANES);
        FloatVector s15v0 = FloatVector.fromArray(SPECIES, data, from + 15 * LANES);
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
            FloatVector m8 = FloatVector.broadcast(SPECIES, data[g2 + p]);
            s8v0 = v0.fma(m8, s8v0);
            FloatVector m9 = FloatVector.broadcast(SPECIES, data[g2 + p + 1]);
            s9v0 = v0.fma(m9, s9v0);
            FloatVector m10 = FloatVector.broadcast(SPECIES, data[g2 + p + 2]);
            s10v0 = v0.fma(m10, s10v0);
            FloatVector m11 = FloatVector.broadcast(SPECIES, data[g2 + p + 3]);
            s11v0 = v0.fma(m11, s11v0);
            FloatVector m12 = FloatVector.broadcast(SPECIES, data[g3 + p]);
            s12v0 = v0.fma(m12, s12v0);
            FloatVector m13 = FloatVector.broadcast(SPECIES, data[g3 + p + 1]);
            s13v0 = v0.fma(m13, s13v0);
            FloatVector m14 = FloatVector.broadcast(SPECIES, data[g3 + p + 2]);
            s14v0 = v0.fma(m14, s14v0);
            FloatVector m15 = FloatVector.broadcast(SPECIES, data[g3 + p + 3]);
            s15v0 = v0.fma(m15, s15v0);
        }
        s0v0.intoArray(data, to);
        s1v0.intoArray(data, to + LANES);
        s2v0.intoArray(data, to + 2 * LANES);
        s3v0.intoArray(data, to + 3 * LANES);
        s4v0.intoArray(data, to + 4 * LANES);
        s5v0.intoArray(data, to + 5 * LANES);
        s6v0.intoArray(data, to + 6 * LANES);
        s7v0.intoArray(data, to + 7 * LANES);
        s8v0.intoArray(data, to + 8 * LANES);
        s9v0.intoArray(data, to + 9 * LANES);
        s10v0.intoArray(data, to + 10 * LANES);
        s11v0.intoArray(data, to + 11 * LANES);
        s12v0.intoArray(data, to + 12 * LANES);
        s13v0.intoArray(data, to + 13 * LANES);
        s14v0.intoArray(data, to + 14 * LANES);
        s15v0.intoArray(data, to + 15 * LANES);
    }
}
