package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 8 numbers by 1 vector: 8 sums in registers, 9 loads for 8 multiply-adds. */
final class Outer8x1 implements OuterTile {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int numbers() {
        return 8;
    }

    @Override
    public int vectors() {
        return 1;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void run(Operands operands, int count, int firstTap, int shift, float[] sums, int at) {
        float[] numbers = operands.numbers();
        float[] vectors = operands.vectors();
        int[] numberAt = operands.numberAt();
        int[] vectorAt = operands.vectorAt();
        int[] taps = operands.taps();
        int t0 = taps[firstTap + 0];
        int t1 = taps[firstTap + 1];
        int t2 = taps[firstTap + 2];
        int t3 = taps[firstTap + 3];
        int t4 = taps[firstTap + 4];
        int t5 = taps[firstTap + 5];
        int t6 = taps[firstTap + 6];
        int t7 = taps[firstTap + 7];
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, sums, at);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, sums, at + LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, sums, at + 2 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, sums, at + 3 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, sums, at + 4 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, sums, at + 5 * LANES);
        FloatVector s6v0 = FloatVector.fromArray(SPECIES, sums, at + 6 * LANES);
        FloatVector s7v0 = FloatVector.fromArray(SPECIES, sums, at + 7 * LANES);
        for (int p = 0; p < count; p++) {
            int from = numberAt[p];
            int vector = vectorAt[p] + shift;
            FloatVector v0 = FloatVector.fromArray(SPECIES, vectors, vector);
            FloatVector n0 = FloatVector.broadcast(SPECIES, numbers[from + t0]);
            s0v0 = v0.fma(n0, s0v0);
            FloatVector n1 = FloatVector.broadcast(SPECIES, numbers[from + t1]);
            s1v0 = v0.fma(n1, s1v0);
            FloatVector n2 = FloatVector.broadcast(SPECIES, numbers[from + t2]);
            s2v0 = v0.fma(n2, s2v0);
            FloatVector n3 = FloatVector.broadcast(SPECIES, numbers[from + t3]);
            s3v0 = v0.fma(n3, s3v0);
            FloatVector n4 = FloatVector.broadcast(SPECIES, numbers[from + t4]);
            s4v0 = v0.fma(n4, s4v0);
            FloatVector n5 = FloatVector.broadcast(SPECIES, numbers[from + t5]);
            s5v0 = v0.fma(n5, s5v0);
            FloatVector n6 = FloatVector.broadcast(SPECIES, numbers[from + t6]);
            s6v0 = v0.fma(n6, s6v0);
            FloatVector n7 = FloatVector.broadcast(SPECIES, numbers[from + t7]);
            s7v0 = v0.fma(n7, s7v0);
        }
        s0v0.intoArray(sums, at);
        s1v0.intoArray(sums, at + LANES);
        s2v0.intoArray(sums, at + 2 * LANES);
        s3v0.intoArray(sums, at + 3 * LANES);
        s4v0.intoArray(sums, at + 4 * LANES);
        s5v0.intoArray(sums, at + 5 * LANES);
        s6v0.intoArray(sums, at + 6 * LANES);
        s7v0.intoArray(sums, at + 7 * LANES);
    }
}
