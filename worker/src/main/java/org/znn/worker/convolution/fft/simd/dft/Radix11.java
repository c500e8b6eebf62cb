package org.znn.worker.convolution.fft.simd.dft;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * DFT of length 11: the sums and differences of elements n and 11 − n give the frequencies k and 11 − k, with five
 * cosines and five sines. {@link LineTransform} describes the parameters.
 */
final class Radix11 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int LENGTH = 11;
    private static final int PAIRS = LENGTH / 2;
    /** For each k, then n, from 1 to 5: the cosine of 2πnk / 11, and the sine. */
    private static final float[] FACTORS = factors();

    private Radix11() {
    }

    private static float[] factors() {
        float[] factors = new float[2 * PAIRS * PAIRS];
        IntStream.range(0, PAIRS * PAIRS).forEach(i -> {
            double angle = 2 * Math.PI * (i / PAIRS + 1) * (i % PAIRS + 1) / LENGTH;
            factors[2 * i] = (float) Math.cos(angle);
            factors[2 * i + 1] = (float) Math.sin(angle);
        });
        return factors;
    }

    /** Transforms {@code count} lines. */
    static void transform(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep,
            int toStride, int count) {
        float[] factors = FACTORS;
        for (int line = 0; line < count; line++) {
            // load
            int s = from + line * fromStep;
            int mirror = s + LENGTH * fromStride;
            FloatVector x0r = FloatVector.fromArray(SPECIES, source, s);
            FloatVector x0i = FloatVector.fromArray(SPECIES, source, s + LANES);
            FloatVector a1r = FloatVector.fromArray(SPECIES, source, s + fromStride);
            FloatVector b1r = FloatVector.fromArray(SPECIES, source, mirror - fromStride);
            FloatVector a1i = FloatVector.fromArray(SPECIES, source, s + fromStride + LANES);
            FloatVector b1i = FloatVector.fromArray(SPECIES, source, mirror - fromStride + LANES);
            FloatVector a2r = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride);
            FloatVector b2r = FloatVector.fromArray(SPECIES, source, mirror - 2 * fromStride);
            FloatVector a2i = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride + LANES);
            FloatVector b2i = FloatVector.fromArray(SPECIES, source, mirror - 2 * fromStride + LANES);
            FloatVector a3r = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride);
            FloatVector b3r = FloatVector.fromArray(SPECIES, source, mirror - 3 * fromStride);
            FloatVector a3i = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride + LANES);
            FloatVector b3i = FloatVector.fromArray(SPECIES, source, mirror - 3 * fromStride + LANES);
            FloatVector a4r = FloatVector.fromArray(SPECIES, source, s + 4 * fromStride);
            FloatVector b4r = FloatVector.fromArray(SPECIES, source, mirror - 4 * fromStride);
            FloatVector a4i = FloatVector.fromArray(SPECIES, source, s + 4 * fromStride + LANES);
            FloatVector b4i = FloatVector.fromArray(SPECIES, source, mirror - 4 * fromStride + LANES);
            FloatVector a5r = FloatVector.fromArray(SPECIES, source, s + 5 * fromStride);
            FloatVector b5r = FloatVector.fromArray(SPECIES, source, mirror - 5 * fromStride);
            FloatVector a5i = FloatVector.fromArray(SPECIES, source, s + 5 * fromStride + LANES);
            FloatVector b5i = FloatVector.fromArray(SPECIES, source, mirror - 5 * fromStride + LANES);
            // sums and differences of elements n and 11 − n
            FloatVector s1r = a1r.add(b1r);
            FloatVector d1r = a1r.sub(b1r);
            FloatVector s1i = a1i.add(b1i);
            FloatVector d1i = a1i.sub(b1i);
            FloatVector s2r = a2r.add(b2r);
            FloatVector d2r = a2r.sub(b2r);
            FloatVector s2i = a2i.add(b2i);
            FloatVector d2i = a2i.sub(b2i);
            FloatVector s3r = a3r.add(b3r);
            FloatVector d3r = a3r.sub(b3r);
            FloatVector s3i = a3i.add(b3i);
            FloatVector d3i = a3i.sub(b3i);
            FloatVector s4r = a4r.add(b4r);
            FloatVector d4r = a4r.sub(b4r);
            FloatVector s4i = a4i.add(b4i);
            FloatVector d4i = a4i.sub(b4i);
            FloatVector s5r = a5r.add(b5r);
            FloatVector d5r = a5r.sub(b5r);
            FloatVector s5i = a5i.add(b5i);
            FloatVector d5i = a5i.sub(b5i);
            // frequency 0
            int t = to + line * toStep;
            x0r.add(s1r).add(s2r).add(s3r).add(s4r).add(s5r).intoArray(target, t);
            x0i.add(s1i).add(s2i).add(s3i).add(s4i).add(s5i).intoArray(target, t + LANES);
            for (int k = 1; k <= PAIRS; k++) {
                // multiply-add
                int f = (k - 1) * 2 * PAIRS;
                FloatVector c1 = FloatVector.broadcast(SPECIES, factors[f]);
                FloatVector n1 = FloatVector.broadcast(SPECIES, factors[f + 1]);
                FloatVector mr = s1r.fma(c1, x0r);
                FloatVector mi = s1i.fma(c1, x0i);
                FloatVector ur = d1r.mul(n1);
                FloatVector ui = d1i.mul(n1);
                FloatVector c2 = FloatVector.broadcast(SPECIES, factors[f + 2]);
                FloatVector n2 = FloatVector.broadcast(SPECIES, factors[f + 3]);
                mr = s2r.fma(c2, mr);
                mi = s2i.fma(c2, mi);
                ur = d2r.fma(n2, ur);
                ui = d2i.fma(n2, ui);
                FloatVector c3 = FloatVector.broadcast(SPECIES, factors[f + 4]);
                FloatVector n3 = FloatVector.broadcast(SPECIES, factors[f + 5]);
                mr = s3r.fma(c3, mr);
                mi = s3i.fma(c3, mi);
                ur = d3r.fma(n3, ur);
                ui = d3i.fma(n3, ui);
                FloatVector c4 = FloatVector.broadcast(SPECIES, factors[f + 6]);
                FloatVector n4 = FloatVector.broadcast(SPECIES, factors[f + 7]);
                mr = s4r.fma(c4, mr);
                mi = s4i.fma(c4, mi);
                ur = d4r.fma(n4, ur);
                ui = d4i.fma(n4, ui);
                FloatVector c5 = FloatVector.broadcast(SPECIES, factors[f + 8]);
                FloatVector n5 = FloatVector.broadcast(SPECIES, factors[f + 9]);
                mr = s5r.fma(c5, mr);
                mi = s5i.fma(c5, mi);
                ur = d5r.fma(n5, ur);
                ui = d5i.fma(n5, ui);
                // store frequencies k and 11 − k
                mr.add(ui).intoArray(target, t + k * toStride);
                mi.sub(ur).intoArray(target, t + k * toStride + LANES);
                mr.sub(ui).intoArray(target, t + (LENGTH - k) * toStride);
                mi.add(ur).intoArray(target, t + (LENGTH - k) * toStride + LANES);
            }
        }
    }
}
