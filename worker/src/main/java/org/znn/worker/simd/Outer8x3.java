package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 8 numbers by 3 vectors: 24 sums in registers, 11 loads for 24 multiply-adds. */
final class Outer8x3 implements OuterTile {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int numbers() {
        return 8;
    }

    @Override
    public int vectors() {
        return 3;
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
        int t6 = taps[firstTap + 6];
        int t7 = taps[firstTap + 7];
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, sums, first);
        FloatVector s0v1 = FloatVector.fromArray(SPECIES, sums, first + LANES);
        FloatVector s0v2 = FloatVector.fromArray(SPECIES, sums, first + 2 * LANES);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, sums, first + 3 * LANES);
        FloatVector s1v1 = FloatVector.fromArray(SPECIES, sums, first + 4 * LANES);
        FloatVector s1v2 = FloatVector.fromArray(SPECIES, sums, first + 5 * LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, sums, first + 6 * LANES);
        FloatVector s2v1 = FloatVector.fromArray(SPECIES, sums, first + 7 * LANES);
        FloatVector s2v2 = FloatVector.fromArray(SPECIES, sums, first + 8 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, sums, first + 9 * LANES);
        FloatVector s3v1 = FloatVector.fromArray(SPECIES, sums, first + 10 * LANES);
        FloatVector s3v2 = FloatVector.fromArray(SPECIES, sums, first + 11 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, sums, first + 12 * LANES);
        FloatVector s4v1 = FloatVector.fromArray(SPECIES, sums, first + 13 * LANES);
        FloatVector s4v2 = FloatVector.fromArray(SPECIES, sums, first + 14 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, sums, first + 15 * LANES);
        FloatVector s5v1 = FloatVector.fromArray(SPECIES, sums, first + 16 * LANES);
        FloatVector s5v2 = FloatVector.fromArray(SPECIES, sums, first + 17 * LANES);
        FloatVector s6v0 = FloatVector.fromArray(SPECIES, sums, first + 18 * LANES);
        FloatVector s6v1 = FloatVector.fromArray(SPECIES, sums, first + 19 * LANES);
        FloatVector s6v2 = FloatVector.fromArray(SPECIES, sums, first + 20 * LANES);
        FloatVector s7v0 = FloatVector.fromArray(SPECIES, sums, first + 21 * LANES);
        FloatVector s7v1 = FloatVector.fromArray(SPECIES, sums, first + 22 * LANES);
        FloatVector s7v2 = FloatVector.fromArray(SPECIES, sums, first + 23 * LANES);
        for (int p = from; p < to; p++) {
            int number = at[2 * p];
            int vector = at[2 * p + 1] + shift;
            FloatVector v0 = FloatVector.fromArray(SPECIES, vectors, vector);
            FloatVector v1 = FloatVector.fromArray(SPECIES, vectors, vector + LANES);
            FloatVector v2 = FloatVector.fromArray(SPECIES, vectors, vector + 2 * LANES);
            FloatVector n0 = FloatVector.broadcast(SPECIES, numbers[number + t0]);
            s0v0 = v0.fma(n0, s0v0);
            s0v1 = v1.fma(n0, s0v1);
            s0v2 = v2.fma(n0, s0v2);
            FloatVector n1 = FloatVector.broadcast(SPECIES, numbers[number + t1]);
            s1v0 = v0.fma(n1, s1v0);
            s1v1 = v1.fma(n1, s1v1);
            s1v2 = v2.fma(n1, s1v2);
            FloatVector n2 = FloatVector.broadcast(SPECIES, numbers[number + t2]);
            s2v0 = v0.fma(n2, s2v0);
            s2v1 = v1.fma(n2, s2v1);
            s2v2 = v2.fma(n2, s2v2);
            FloatVector n3 = FloatVector.broadcast(SPECIES, numbers[number + t3]);
            s3v0 = v0.fma(n3, s3v0);
            s3v1 = v1.fma(n3, s3v1);
            s3v2 = v2.fma(n3, s3v2);
            FloatVector n4 = FloatVector.broadcast(SPECIES, numbers[number + t4]);
            s4v0 = v0.fma(n4, s4v0);
            s4v1 = v1.fma(n4, s4v1);
            s4v2 = v2.fma(n4, s4v2);
            FloatVector n5 = FloatVector.broadcast(SPECIES, numbers[number + t5]);
            s5v0 = v0.fma(n5, s5v0);
            s5v1 = v1.fma(n5, s5v1);
            s5v2 = v2.fma(n5, s5v2);
            FloatVector n6 = FloatVector.broadcast(SPECIES, numbers[number + t6]);
            s6v0 = v0.fma(n6, s6v0);
            s6v1 = v1.fma(n6, s6v1);
            s6v2 = v2.fma(n6, s6v2);
            FloatVector n7 = FloatVector.broadcast(SPECIES, numbers[number + t7]);
            s7v0 = v0.fma(n7, s7v0);
            s7v1 = v1.fma(n7, s7v1);
            s7v2 = v2.fma(n7, s7v2);
        }
        s0v0.intoArray(sums, first);
        s0v1.intoArray(sums, first + LANES);
        s0v2.intoArray(sums, first + 2 * LANES);
        s1v0.intoArray(sums, first + 3 * LANES);
        s1v1.intoArray(sums, first + 4 * LANES);
        s1v2.intoArray(sums, first + 5 * LANES);
        s2v0.intoArray(sums, first + 6 * LANES);
        s2v1.intoArray(sums, first + 7 * LANES);
        s2v2.intoArray(sums, first + 8 * LANES);
        s3v0.intoArray(sums, first + 9 * LANES);
        s3v1.intoArray(sums, first + 10 * LANES);
        s3v2.intoArray(sums, first + 11 * LANES);
        s4v0.intoArray(sums, first + 12 * LANES);
        s4v1.intoArray(sums, first + 13 * LANES);
        s4v2.intoArray(sums, first + 14 * LANES);
        s5v0.intoArray(sums, first + 15 * LANES);
        s5v1.intoArray(sums, first + 16 * LANES);
        s5v2.intoArray(sums, first + 17 * LANES);
        s6v0.intoArray(sums, first + 18 * LANES);
        s6v1.intoArray(sums, first + 19 * LANES);
        s6v2.intoArray(sums, first + 20 * LANES);
        s7v0.intoArray(sums, first + 21 * LANES);
        s7v1.intoArray(sums, first + 22 * LANES);
        s7v2.intoArray(sums, first + 23 * LANES);
    }
}
