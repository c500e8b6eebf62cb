package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * DFT of length 6: two DFTs of length 3 by the prime-factor algorithm, without twiddle factors in between.
 * {@link LineTransform} describes the parameters.
 */
final class Radix6 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWIDDLES = 15;
    private static final float SINE = (float) Math.sin(Math.PI / 3);

    private Radix6() {
    }

    /** Transforms {@code count} lines. */
    static void transform(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep,
            int toStride, int count) {
        FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector sine = FloatVector.broadcast(SPECIES, SINE);
        FloatVector minusSine = FloatVector.broadcast(SPECIES, -SINE);
        for (int n = 0; n < count; n++) {
            // load
            int s = from + n * fromStep;
            FloatVector x0r = FloatVector.fromArray(SPECIES, source, s);
            FloatVector x0i = FloatVector.fromArray(SPECIES, source, s + LANES);
            FloatVector x1r = FloatVector.fromArray(SPECIES, source, s + fromStride);
            FloatVector x1i = FloatVector.fromArray(SPECIES, source, s + fromStride + LANES);
            FloatVector x2r = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride);
            FloatVector x2i = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride + LANES);
            FloatVector x3r = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride);
            FloatVector x3i = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride + LANES);
            FloatVector x4r = FloatVector.fromArray(SPECIES, source, s + 4 * fromStride);
            FloatVector x4i = FloatVector.fromArray(SPECIES, source, s + 4 * fromStride + LANES);
            FloatVector x5r = FloatVector.fromArray(SPECIES, source, s + 5 * fromStride);
            FloatVector x5i = FloatVector.fromArray(SPECIES, source, s + 5 * fromStride + LANES);
            // butterflies
            FloatVector e0r = x0r.add(x3r);
            FloatVector e0i = x0i.add(x3i);
            FloatVector o0r = x0r.sub(x3r);
            FloatVector o0i = x0i.sub(x3i);
            FloatVector e1r = x2r.add(x5r);
            FloatVector e1i = x2i.add(x5i);
            FloatVector o1r = x2r.sub(x5r);
            FloatVector o1i = x2i.sub(x5i);
            FloatVector e2r = x4r.add(x1r);
            FloatVector e2i = x4i.add(x1i);
            FloatVector o2r = x4r.sub(x1r);
            FloatVector o2i = x4i.sub(x1i);
            FloatVector s0r = e1r.add(e2r);
            FloatVector s0i = e1i.add(e2i);
            FloatVector d0r = e1r.sub(e2r);
            FloatVector d0i = e1i.sub(e2i);
            FloatVector y0r = e0r.add(s0r);
            FloatVector y0i = e0i.add(s0i);
            FloatVector m0r = s0r.fma(minusHalf, e0r);
            FloatVector m0i = s0i.fma(minusHalf, e0i);
            FloatVector y4r = d0i.fma(sine, m0r);
            FloatVector y4i = d0r.fma(minusSine, m0i);
            FloatVector y2r = d0i.fma(minusSine, m0r);
            FloatVector y2i = d0r.fma(sine, m0i);
            FloatVector s1r = o1r.add(o2r);
            FloatVector s1i = o1i.add(o2i);
            FloatVector d1r = o1r.sub(o2r);
            FloatVector d1i = o1i.sub(o2i);
            FloatVector y3r = o0r.add(s1r);
            FloatVector y3i = o0i.add(s1i);
            FloatVector m1r = s1r.fma(minusHalf, o0r);
            FloatVector m1i = s1i.fma(minusHalf, o0i);
            FloatVector y1r = d1i.fma(sine, m1r);
            FloatVector y1i = d1r.fma(minusSine, m1i);
            FloatVector y5r = d1i.fma(minusSine, m1r);
            FloatVector y5i = d1r.fma(sine, m1i);
            // store
            int t = to + n * toStep;
            y0r.intoArray(target, t);
            y0i.intoArray(target, t + LANES);
            y1r.intoArray(target, t + toStride);
            y1i.intoArray(target, t + toStride + LANES);
            y2r.intoArray(target, t + 2 * toStride);
            y2i.intoArray(target, t + 2 * toStride + LANES);
            y3r.intoArray(target, t + 3 * toStride);
            y3i.intoArray(target, t + 3 * toStride + LANES);
            y4r.intoArray(target, t + 4 * toStride);
            y4i.intoArray(target, t + 4 * toStride + LANES);
            y5r.intoArray(target, t + 5 * toStride);
            y5i.intoArray(target, t + 5 * toStride + LANES);
        }
    }

    /** Transforms {@code count} lines and multiplies the results by twiddle factors. */
    static void transformAndTwiddle(float[] source, int from, int fromStep, int fromStride, float[] target, int to,
            int toStep, int toStride, int count, float[] twiddles) {
        FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
        FloatVector sine = FloatVector.broadcast(SPECIES, SINE);
        FloatVector minusSine = FloatVector.broadcast(SPECIES, -SINE);
        for (int n = 0; n < count; n++) {
            // load
            int s = from + n * fromStep;
            FloatVector x0r = FloatVector.fromArray(SPECIES, source, s);
            FloatVector x0i = FloatVector.fromArray(SPECIES, source, s + LANES);
            FloatVector x1r = FloatVector.fromArray(SPECIES, source, s + fromStride);
            FloatVector x1i = FloatVector.fromArray(SPECIES, source, s + fromStride + LANES);
            FloatVector x2r = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride);
            FloatVector x2i = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride + LANES);
            FloatVector x3r = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride);
            FloatVector x3i = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride + LANES);
            FloatVector x4r = FloatVector.fromArray(SPECIES, source, s + 4 * fromStride);
            FloatVector x4i = FloatVector.fromArray(SPECIES, source, s + 4 * fromStride + LANES);
            FloatVector x5r = FloatVector.fromArray(SPECIES, source, s + 5 * fromStride);
            FloatVector x5i = FloatVector.fromArray(SPECIES, source, s + 5 * fromStride + LANES);
            // butterflies
            FloatVector e0r = x0r.add(x3r);
            FloatVector e0i = x0i.add(x3i);
            FloatVector o0r = x0r.sub(x3r);
            FloatVector o0i = x0i.sub(x3i);
            FloatVector e1r = x2r.add(x5r);
            FloatVector e1i = x2i.add(x5i);
            FloatVector o1r = x2r.sub(x5r);
            FloatVector o1i = x2i.sub(x5i);
            FloatVector e2r = x4r.add(x1r);
            FloatVector e2i = x4i.add(x1i);
            FloatVector o2r = x4r.sub(x1r);
            FloatVector o2i = x4i.sub(x1i);
            FloatVector s0r = e1r.add(e2r);
            FloatVector s0i = e1i.add(e2i);
            FloatVector d0r = e1r.sub(e2r);
            FloatVector d0i = e1i.sub(e2i);
            FloatVector y0r = e0r.add(s0r);
            FloatVector y0i = e0i.add(s0i);
            FloatVector m0r = s0r.fma(minusHalf, e0r);
            FloatVector m0i = s0i.fma(minusHalf, e0i);
            FloatVector y4r = d0i.fma(sine, m0r);
            FloatVector y4i = d0r.fma(minusSine, m0i);
            FloatVector y2r = d0i.fma(minusSine, m0r);
            FloatVector y2i = d0r.fma(sine, m0i);
            FloatVector s1r = o1r.add(o2r);
            FloatVector s1i = o1i.add(o2i);
            FloatVector d1r = o1r.sub(o2r);
            FloatVector d1i = o1i.sub(o2i);
            FloatVector y3r = o0r.add(s1r);
            FloatVector y3i = o0i.add(s1i);
            FloatVector m1r = s1r.fma(minusHalf, o0r);
            FloatVector m1i = s1i.fma(minusHalf, o0i);
            FloatVector y1r = d1i.fma(sine, m1r);
            FloatVector y1i = d1r.fma(minusSine, m1i);
            FloatVector y5r = d1i.fma(minusSine, m1r);
            FloatVector y5i = d1r.fma(sine, m1i);
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
            FloatVector c2 = FloatVector.broadcast(SPECIES, twiddles[w + 3]);
            y2i.fma(FloatVector.broadcast(SPECIES, twiddles[w + 5]), y2r.mul(c2))
                    .intoArray(target, t + 2 * toStride);
            y2r.fma(FloatVector.broadcast(SPECIES, twiddles[w + 4]), y2i.mul(c2))
                    .intoArray(target, t + 2 * toStride + LANES);
            FloatVector c3 = FloatVector.broadcast(SPECIES, twiddles[w + 6]);
            y3i.fma(FloatVector.broadcast(SPECIES, twiddles[w + 8]), y3r.mul(c3))
                    .intoArray(target, t + 3 * toStride);
            y3r.fma(FloatVector.broadcast(SPECIES, twiddles[w + 7]), y3i.mul(c3))
                    .intoArray(target, t + 3 * toStride + LANES);
            FloatVector c4 = FloatVector.broadcast(SPECIES, twiddles[w + 9]);
            y4i.fma(FloatVector.broadcast(SPECIES, twiddles[w + 11]), y4r.mul(c4))
                    .intoArray(target, t + 4 * toStride);
            y4r.fma(FloatVector.broadcast(SPECIES, twiddles[w + 10]), y4i.mul(c4))
                    .intoArray(target, t + 4 * toStride + LANES);
            FloatVector c5 = FloatVector.broadcast(SPECIES, twiddles[w + 12]);
            y5i.fma(FloatVector.broadcast(SPECIES, twiddles[w + 14]), y5r.mul(c5))
                    .intoArray(target, t + 5 * toStride);
            y5r.fma(FloatVector.broadcast(SPECIES, twiddles[w + 13]), y5i.mul(c5))
                    .intoArray(target, t + 5 * toStride + LANES);
        }
    }
}
