package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 6 numbers by 2 vectors: 12 sums in registers, 8 loads for 12 multiply-adds. */
final class Outer6x2 implements OuterTile {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int numbers() {
        return 6;
    }

    @Override
    public int vectors() {
        return 2;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void run(Operands operands, int from, int to, int firstTap, int shift, float[] sums, int first) {
        float[] numbers = operands.numbers();
        float[] vectors = operands.vectors();
        int[] at = operands.at();
        int[] taps = operands.taps();
        int t0 = taps[firstTap + 0];
        int t1 = taps[firstTap + 1];
        int t2 = taps[firstTap + 2];
        int t3 = taps[firstTap + 3];
        int t4 = taps[firstTap + 4];
        int t5 = taps[firstTap + 5];
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, sums, first);
        FloatVector s0v1 = FloatVector.fromArray(SPECIES, sums, first + LANES);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, sums, first + 2 * LANES);
        FloatVector s1v1 = FloatVector.fromArray(SPECIES, sums, first + 3 * LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, sums, first + 4 * LANES);
        FloatVector s2v1 = FloatVector.fromArray(SPECIES, sums, first + 5 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, sums, first + 6 * LANES);
        FloatVector s3v1 = FloatVector.fromArray(SPECIES, sums, first + 7 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, sums, first + 8 * LANES);
        FloatVector s4v1 = FloatVector.fromArray(SPECIES, sums, first + 9 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, sums, first + 10 * LANES);
        FloatVector s5v1 = FloatVector.fromArray(SPECIES, sums, first + 11 * LANES);
        for (int p = from; p < to; p++) {
            int number = at[2 * p];
            int vector = at[2 * p + 1] + shift;
            FloatVector v0 = FloatVector.fromArray(SPECIES, vectors, vector);
            FloatVector v1 = FloatVector.fromArray(SPECIES, vectors, vector + LANES);
            FloatVector n0 = FloatVector.broadcast(SPECIES, numbers[number + t0]);
            s0v0 = v0.fma(n0, s0v0);
            s0v1 = v1.fma(n0, s0v1);
            FloatVector n1 = FloatVector.broadcast(SPECIES, numbers[number + t1]);
            s1v0 = v0.fma(n1, s1v0);
            s1v1 = v1.fma(n1, s1v1);
            FloatVector n2 = FloatVector.broadcast(SPECIES, numbers[number + t2]);
            s2v0 = v0.fma(n2, s2v0);
            s2v1 = v1.fma(n2, s2v1);
            FloatVector n3 = FloatVector.broadcast(SPECIES, numbers[number + t3]);
            s3v0 = v0.fma(n3, s3v0);
            s3v1 = v1.fma(n3, s3v1);
            FloatVector n4 = FloatVector.broadcast(SPECIES, numbers[number + t4]);
            s4v0 = v0.fma(n4, s4v0);
            s4v1 = v1.fma(n4, s4v1);
            FloatVector n5 = FloatVector.broadcast(SPECIES, numbers[number + t5]);
            s5v0 = v0.fma(n5, s5v0);
            s5v1 = v1.fma(n5, s5v1);
        }
        s0v0.intoArray(sums, first);
        s0v1.intoArray(sums, first + LANES);
        s1v0.intoArray(sums, first + 2 * LANES);
        s1v1.intoArray(sums, first + 3 * LANES);
        s2v0.intoArray(sums, first + 4 * LANES);
        s2v1.intoArray(sums, first + 5 * LANES);
        s3v0.intoArray(sums, first + 6 * LANES);
        s3v1.intoArray(sums, first + 7 * LANES);
        s4v0.intoArray(sums, first + 8 * LANES);
        s4v1.intoArray(sums, first + 9 * LANES);
        s5v0.intoArray(sums, first + 10 * LANES);
        s5v1.intoArray(sums, first + 11 * LANES);
    }
}
