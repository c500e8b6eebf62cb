package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** DFT of length 3, with one sine. {@link LineTransform} describes the parameters. */
final class Radix3 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWIDDLES = 6;
    private static final float SINE = (float) Math.sin(Math.PI / 3);

    private Radix3() {
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
            // butterflies
            FloatVector sr = x1r.add(x2r);
            FloatVector si = x1i.add(x2i);
            FloatVector dr = x1r.sub(x2r);
            FloatVector di = x1i.sub(x2i);
            FloatVector y0r = x0r.add(sr);
            FloatVector y0i = x0i.add(si);
            FloatVector mr = sr.fma(minusHalf, x0r);
            FloatVector mi = si.fma(minusHalf, x0i);
            FloatVector y1r = di.fma(sine, mr);
            FloatVector y1i = dr.fma(minusSine, mi);
            FloatVector y2r = di.fma(minusSine, mr);
            FloatVector y2i = dr.fma(sine, mi);
            // store
            int t = to + n * toStep;
            y0r.intoArray(target, t);
            y0i.intoArray(target, t + LANES);
            y1r.intoArray(target, t + toStride);
            y1i.intoArray(target, t + toStride + LANES);
            y2r.intoArray(target, t + 2 * toStride);
            y2i.intoArray(target, t + 2 * toStride + LANES);
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
            // butterflies
            FloatVector sr = x1r.add(x2r);
            FloatVector si = x1i.add(x2i);
            FloatVector dr = x1r.sub(x2r);
            FloatVector di = x1i.sub(x2i);
            FloatVector y0r = x0r.add(sr);
            FloatVector y0i = x0i.add(si);
            FloatVector mr = sr.fma(minusHalf, x0r);
            FloatVector mi = si.fma(minusHalf, x0i);
            FloatVector y1r = di.fma(sine, mr);
            FloatVector y1i = dr.fma(minusSine, mi);
            FloatVector y2r = di.fma(minusSine, mr);
            FloatVector y2i = dr.fma(sine, mi);
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
        }
    }
}
