package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** DFT of length 5, with two cosines and two sines. {@link LineTransform} describes the parameters. */
final class Radix5 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWIDDLES = 12;
    private static final float COS1 = (float) Math.cos(2 * Math.PI / 5);
    private static final float COS2 = (float) Math.cos(4 * Math.PI / 5);
    private static final float SIN1 = (float) Math.sin(2 * Math.PI / 5);
    private static final float SIN2 = (float) Math.sin(4 * Math.PI / 5);

    private Radix5() {
    }

    /** Transforms {@code count} lines. */
    static void transform(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep,
            int toStride, int count) {
        FloatVector cos1 = FloatVector.broadcast(SPECIES, COS1);
        FloatVector cos2 = FloatVector.broadcast(SPECIES, COS2);
        FloatVector sin1 = FloatVector.broadcast(SPECIES, SIN1);
        FloatVector sin2 = FloatVector.broadcast(SPECIES, SIN2);
        FloatVector minusSin1 = FloatVector.broadcast(SPECIES, -SIN1);
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
            // butterflies
            FloatVector sr = x1r.add(x4r);
            FloatVector si = x1i.add(x4i);
            FloatVector dr = x1r.sub(x4r);
            FloatVector di = x1i.sub(x4i);
            FloatVector tr = x2r.add(x3r);
            FloatVector ti = x2i.add(x3i);
            FloatVector er = x2r.sub(x3r);
            FloatVector ei = x2i.sub(x3i);
            FloatVector y0r = x0r.add(sr).add(tr);
            FloatVector y0i = x0i.add(si).add(ti);
            FloatVector mr = tr.fma(cos2, sr.fma(cos1, x0r));
            FloatVector mi = ti.fma(cos2, si.fma(cos1, x0i));
            FloatVector nr = tr.fma(cos1, sr.fma(cos2, x0r));
            FloatVector ni = ti.fma(cos1, si.fma(cos2, x0i));
            FloatVector ur = er.fma(sin2, dr.mul(sin1));
            FloatVector ui = ei.fma(sin2, di.mul(sin1));
            FloatVector vr = er.fma(minusSin1, dr.mul(sin2));
            FloatVector vi = ei.fma(minusSin1, di.mul(sin2));
            FloatVector y1r = mr.add(ui);
            FloatVector y1i = mi.sub(ur);
            FloatVector y4r = mr.sub(ui);
            FloatVector y4i = mi.add(ur);
            FloatVector y2r = nr.add(vi);
            FloatVector y2i = ni.sub(vr);
            FloatVector y3r = nr.sub(vi);
            FloatVector y3i = ni.add(vr);
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
        }
    }

    /** Transforms {@code count} lines and multiplies the results by twiddle factors. */
    static void transformAndTwiddle(float[] source, int from, int fromStep, int fromStride, float[] target, int to,
            int toStep, int toStride, int count, float[] twiddles) {
        FloatVector cos1 = FloatVector.broadcast(SPECIES, COS1);
        FloatVector cos2 = FloatVector.broadcast(SPECIES, COS2);
        FloatVector sin1 = FloatVector.broadcast(SPECIES, SIN1);
        FloatVector sin2 = FloatVector.broadcast(SPECIES, SIN2);
        FloatVector minusSin1 = FloatVector.broadcast(SPECIES, -SIN1);
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
            // butterflies
            FloatVector sr = x1r.add(x4r);
            FloatVector si = x1i.add(x4i);
            FloatVector dr = x1r.sub(x4r);
            FloatVector di = x1i.sub(x4i);
            FloatVector tr = x2r.add(x3r);
            FloatVector ti = x2i.add(x3i);
            FloatVector er = x2r.sub(x3r);
            FloatVector ei = x2i.sub(x3i);
            FloatVector y0r = x0r.add(sr).add(tr);
            FloatVector y0i = x0i.add(si).add(ti);
            FloatVector mr = tr.fma(cos2, sr.fma(cos1, x0r));
            FloatVector mi = ti.fma(cos2, si.fma(cos1, x0i));
            FloatVector nr = tr.fma(cos1, sr.fma(cos2, x0r));
            FloatVector ni = ti.fma(cos1, si.fma(cos2, x0i));
            FloatVector ur = er.fma(sin2, dr.mul(sin1));
            FloatVector ui = ei.fma(sin2, di.mul(sin1));
            FloatVector vr = er.fma(minusSin1, dr.mul(sin2));
            FloatVector vi = ei.fma(minusSin1, di.mul(sin2));
            FloatVector y1r = mr.add(ui);
            FloatVector y1i = mi.sub(ur);
            FloatVector y4r = mr.sub(ui);
            FloatVector y4i = mi.add(ur);
            FloatVector y2r = nr.add(vi);
            FloatVector y2i = ni.sub(vr);
            FloatVector y3r = nr.sub(vi);
            FloatVector y3i = ni.add(vr);
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
        }
    }
}
