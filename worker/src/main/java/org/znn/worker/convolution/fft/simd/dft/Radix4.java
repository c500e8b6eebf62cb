package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** DFT of length 4, without multiplications. {@link LineTransform} describes the parameters. */
final class Radix4 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWIDDLES = 9;

    private Radix4() {
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
            FloatVector x2r = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride);
            FloatVector x2i = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride + LANES);
            FloatVector x3r = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride);
            FloatVector x3i = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride + LANES);
            // butterflies
            FloatVector pr = x0r.add(x2r);
            FloatVector pi = x0i.add(x2i);
            FloatVector qr = x0r.sub(x2r);
            FloatVector qi = x0i.sub(x2i);
            FloatVector sr = x1r.add(x3r);
            FloatVector si = x1i.add(x3i);
            FloatVector dr = x1r.sub(x3r);
            FloatVector di = x1i.sub(x3i);
            FloatVector y0r = pr.add(sr);
            FloatVector y0i = pi.add(si);
            FloatVector y2r = pr.sub(sr);
            FloatVector y2i = pi.sub(si);
            FloatVector y1r = qr.add(di);
            FloatVector y1i = qi.sub(dr);
            FloatVector y3r = qr.sub(di);
            FloatVector y3i = qi.add(dr);
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
            FloatVector x2r = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride);
            FloatVector x2i = FloatVector.fromArray(SPECIES, source, s + 2 * fromStride + LANES);
            FloatVector x3r = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride);
            FloatVector x3i = FloatVector.fromArray(SPECIES, source, s + 3 * fromStride + LANES);
            // butterflies
            FloatVector pr = x0r.add(x2r);
            FloatVector pi = x0i.add(x2i);
            FloatVector qr = x0r.sub(x2r);
            FloatVector qi = x0i.sub(x2i);
            FloatVector sr = x1r.add(x3r);
            FloatVector si = x1i.add(x3i);
            FloatVector dr = x1r.sub(x3r);
            FloatVector di = x1i.sub(x3i);
            FloatVector y0r = pr.add(sr);
            FloatVector y0i = pi.add(si);
            FloatVector y2r = pr.sub(sr);
            FloatVector y2i = pi.sub(si);
            FloatVector y1r = qr.add(di);
            FloatVector y1i = qi.sub(dr);
            FloatVector y3r = qr.sub(di);
            FloatVector y3i = qi.add(dr);
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
        }
    }
}
