package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** DFT of length 2: a sum and a difference. {@link LineTransform} describes the parameters. */
final class Radix2 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWIDDLES = 3;

    private Radix2() {
    }

    /** Transforms {@code count} lines. */
    static void transform(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep,
            int toStride, int count) {
        for (int n = 0; n < count; n++) {
            // load
            int s = from + n * fromStep;
            FloatVector x0r = FloatVector.fromArray(SPECIES, source, s);
            FloatVector x0i = FloatVector.fromArray(SPECIES, source, s + LANES);
            FloatVector x1r = FloatVector.fromArray(SPECIES, source, s + fromStride);
            FloatVector x1i = FloatVector.fromArray(SPECIES, source, s + fromStride + LANES);
            // butterflies
            FloatVector y0r = x0r.add(x1r);
            FloatVector y0i = x0i.add(x1i);
            FloatVector y1r = x0r.sub(x1r);
            FloatVector y1i = x0i.sub(x1i);
            // store
            int t = to + n * toStep;
            y0r.intoArray(target, t);
            y0i.intoArray(target, t + LANES);
            y1r.intoArray(target, t + toStride);
            y1i.intoArray(target, t + toStride + LANES);
        }
    }

    /** Transforms {@code count} lines and multiplies the results by twiddle factors. */
    static void transformAndTwiddle(float[] source, int from, int fromStep, int fromStride, float[] target, int to,
            int toStep, int toStride, int count, float[] twiddles) {
        for (int n = 0; n < count; n++) {
            // load
            int s = from + n * fromStep;
            FloatVector x0r = FloatVector.fromArray(SPECIES, source, s);
            FloatVector x0i = FloatVector.fromArray(SPECIES, source, s + LANES);
            FloatVector x1r = FloatVector.fromArray(SPECIES, source, s + fromStride);
            FloatVector x1i = FloatVector.fromArray(SPECIES, source, s + fromStride + LANES);
            // butterflies
            FloatVector y0r = x0r.add(x1r);
            FloatVector y0i = x0i.add(x1i);
            FloatVector y1r = x0r.sub(x1r);
            FloatVector y1i = x0i.sub(x1i);
            // multiply by the twiddle factors and store
            int t = to + n * toStep;
            int w = n * TWIDDLES;
            y0r.intoArray(target, t);
            y0i.intoArray(target, t + LANES);
            FloatVector c1 = FloatVector.broadcast(SPECIES, twiddles[w]);
            y1i.fma(FloatVector.broadcast(SPECIES, twiddles[w + 2]), y1r.mul(c1))
                    .intoArray(target, t + toStride);
            y1r.fma(FloatVector.broadcast(SPECIES, twiddles[w + 1]), y1i.mul(c1))
                    .intoArray(target, t + toStride + LANES);
        }
    }
}
