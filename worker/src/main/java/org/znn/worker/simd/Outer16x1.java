package org.znn.worker.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** 16 numbers by 1 vector: 16 sums in registers, 17 loads for 16 multiply-adds. */
final class Outer16x1 implements OuterTile {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int numbers() {
        return 16;
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
        int t8 = taps[firstTap + 8];
        int t9 = taps[firstTap + 9];
        int t10 = taps[firstTap + 10];
        int t11 = taps[firstTap + 11];
        int t12 = taps[firstTap + 12];
        int t13 = taps[firstTap + 13];
        int t14 = taps[firstTap + 14];
        int t15 = taps[firstTap + 15];
        FloatVector s0v0 = FloatVector.fromArray(SPECIES, sums, first);
        FloatVector s1v0 = FloatVector.fromArray(SPECIES, sums, first + LANES);
        FloatVector s2v0 = FloatVector.fromArray(SPECIES, sums, first + 2 * LANES);
        FloatVector s3v0 = FloatVector.fromArray(SPECIES, sums, first + 3 * LANES);
        FloatVector s4v0 = FloatVector.fromArray(SPECIES, sums, first + 4 * LANES);
        FloatVector s5v0 = FloatVector.fromArray(SPECIES, sums, first + 5 * LANES);
        FloatVector s6v0 = FloatVector.fromArray(SPECIES, sums, first + 6 * LANES);
        FloatVector s7v0 = FloatVector.fromArray(SPECIES, sums, first + 7 * LANES);
        FloatVector s8v0 = FloatVector.fromArray(SPECIES, sums, first + 8 * LANES);
        FloatVector s9v0 = FloatVector.fromArray(SPECIES, sums, first + 9 * LANES);
        FloatVector s10v0 = FloatVector.fromArray(SPECIES, sums, first + 10 * LANES);
        FloatVector s11v0 = FloatVector.fromArray(SPECIES, sums, first + 11 * LANES);
        FloatVector s12v0 = FloatVector.fromArray(SPECIES, sums, first + 12 * LANES);
        FloatVector s13v0 = FloatVector.fromArray(SPECIES, sums, first + 13 * LANES);
        FloatVector s14v0 = FloatVector.fromArray(SPECIES, sums, first + 14 * LANES);
        FloatVector s15v0 = FloatVector.fromArray(SPECIES, sums, first + 15 * LANES);
        for (int p = from; p < to; p++) {
            int number = at[2 * p];
            int vector = at[2 * p + 1] + shift;
            FloatVector v0 = FloatVector.fromArray(SPECIES, vectors, vector);
            FloatVector n0 = FloatVector.broadcast(SPECIES, numbers[number + t0]);
            s0v0 = v0.fma(n0, s0v0);
            FloatVector n1 = FloatVector.broadcast(SPECIES, numbers[number + t1]);
            s1v0 = v0.fma(n1, s1v0);
            FloatVector n2 = FloatVector.broadcast(SPECIES, numbers[number + t2]);
            s2v0 = v0.fma(n2, s2v0);
            FloatVector n3 = FloatVector.broadcast(SPECIES, numbers[number + t3]);
            s3v0 = v0.fma(n3, s3v0);
            FloatVector n4 = FloatVector.broadcast(SPECIES, numbers[number + t4]);
            s4v0 = v0.fma(n4, s4v0);
            FloatVector n5 = FloatVector.broadcast(SPECIES, numbers[number + t5]);
            s5v0 = v0.fma(n5, s5v0);
            FloatVector n6 = FloatVector.broadcast(SPECIES, numbers[number + t6]);
            s6v0 = v0.fma(n6, s6v0);
            FloatVector n7 = FloatVector.broadcast(SPECIES, numbers[number + t7]);
            s7v0 = v0.fma(n7, s7v0);
            FloatVector n8 = FloatVector.broadcast(SPECIES, numbers[number + t8]);
            s8v0 = v0.fma(n8, s8v0);
            FloatVector n9 = FloatVector.broadcast(SPECIES, numbers[number + t9]);
            s9v0 = v0.fma(n9, s9v0);
            FloatVector n10 = FloatVector.broadcast(SPECIES, numbers[number + t10]);
            s10v0 = v0.fma(n10, s10v0);
            FloatVector n11 = FloatVector.broadcast(SPECIES, numbers[number + t11]);
            s11v0 = v0.fma(n11, s11v0);
            FloatVector n12 = FloatVector.broadcast(SPECIES, numbers[number + t12]);
            s12v0 = v0.fma(n12, s12v0);
            FloatVector n13 = FloatVector.broadcast(SPECIES, numbers[number + t13]);
            s13v0 = v0.fma(n13, s13v0);
            FloatVector n14 = FloatVector.broadcast(SPECIES, numbers[number + t14]);
            s14v0 = v0.fma(n14, s14v0);
            FloatVector n15 = FloatVector.broadcast(SPECIES, numbers[number + t15]);
            s15v0 = v0.fma(n15, s15v0);
        }
        s0v0.intoArray(sums, first);
        s1v0.intoArray(sums, first + LANES);
        s2v0.intoArray(sums, first + 2 * LANES);
        s3v0.intoArray(sums, first + 3 * LANES);
        s4v0.intoArray(sums, first + 4 * LANES);
        s5v0.intoArray(sums, first + 5 * LANES);
        s6v0.intoArray(sums, first + 6 * LANES);
        s7v0.intoArray(sums, first + 7 * LANES);
        s8v0.intoArray(sums, first + 8 * LANES);
        s9v0.intoArray(sums, first + 9 * LANES);
        s10v0.intoArray(sums, first + 10 * LANES);
        s11v0.intoArray(sums, first + 11 * LANES);
        s12v0.intoArray(sums, first + 12 * LANES);
        s13v0.intoArray(sums, first + 13 * LANES);
        s14v0.intoArray(sums, first + 14 * LANES);
        s15v0.intoArray(sums, first + 15 * LANES);
    }
}
