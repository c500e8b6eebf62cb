package org.znn.worker.convolution.fft.simd.dft;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * DFT of length 8: sums and differences of elements n and n + 4, then two DFTs of length 4.
 * {@link LineTransform} describes the parameters.
 */
final class Radix8 {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float SQRT_HALF = (float) Math.sqrt(0.5);

    private Radix8() {
    }

    /** Transforms {@code count} lines. */
    static void transform(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep,
            int toStride, int count) {
        FloatVector sqrtHalf = FloatVector.broadcast(SPECIES, SQRT_HALF);
        FloatVector minusSqrtHalf = FloatVector.broadcast(SPECIES, -SQRT_HALF);
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
            FloatVector x6r = FloatVector.fromArray(SPECIES, source, s + 6 * fromStride);
            FloatVector x6i = FloatVector.fromArray(SPECIES, source, s + 6 * fromStride + LANES);
            FloatVector x7r = FloatVector.fromArray(SPECIES, source, s + 7 * fromStride);
            FloatVector x7i = FloatVector.fromArray(SPECIES, source, s + 7 * fromStride + LANES);
            // butterflies
            FloatVector e0r = x0r.add(x4r);
            FloatVector e0i = x0i.add(x4i);
            FloatVector o0r = x0r.sub(x4r);
            FloatVector o0i = x0i.sub(x4i);
            FloatVector e1r = x1r.add(x5r);
            FloatVector e1i = x1i.add(x5i);
            FloatVector o1r = x1r.sub(x5r);
            FloatVector o1i = x1i.sub(x5i);
            FloatVector e2r = x2r.add(x6r);
            FloatVector e2i = x2i.add(x6i);
            FloatVector o2r = x2r.sub(x6r);
            FloatVector o2i = x2i.sub(x6i);
            FloatVector e3r = x3r.add(x7r);
            FloatVector e3i = x3i.add(x7i);
            FloatVector o3r = x3r.sub(x7r);
            FloatVector o3i = x3i.sub(x7i);
            FloatVector p0r = e0r.add(e2r);
            FloatVector p0i = e0i.add(e2i);
            FloatVector q0r = e0r.sub(e2r);
            FloatVector q0i = e0i.sub(e2i);
            FloatVector s0r = e1r.add(e3r);
            FloatVector s0i = e1i.add(e3i);
            FloatVector d0r = e1r.sub(e3r);
            FloatVector d0i = e1i.sub(e3i);
            FloatVector y0r = p0r.add(s0r);
            FloatVector y0i = p0i.add(s0i);
            FloatVector y4r = p0r.sub(s0r);
            FloatVector y4i = p0i.sub(s0i);
            FloatVector y2r = q0r.add(d0i);
            FloatVector y2i = q0i.sub(d0r);
            FloatVector y6r = q0r.sub(d0i);
            FloatVector y6i = q0i.add(d0r);
            FloatVector f1r = o1r.add(o1i).mul(sqrtHalf);
            FloatVector f1i = o1i.sub(o1r).mul(sqrtHalf);
            FloatVector f3r = o3i.sub(o3r).mul(sqrtHalf);
            FloatVector f3i = o3r.add(o3i).mul(minusSqrtHalf);
            FloatVector pr1 = o0r.add(o2i);
            FloatVector pi1 = o0i.sub(o2r);
            FloatVector qr1 = o0r.sub(o2i);
            FloatVector qi1 = o0i.add(o2r);
            FloatVector sr1 = f1r.add(f3r);
            FloatVector si1 = f1i.add(f3i);
            FloatVector dr1 = f1r.sub(f3r);
            FloatVector di1 = f1i.sub(f3i);
            FloatVector y1r = pr1.add(sr1);
            FloatVector y1i = pi1.add(si1);
            FloatVector y5r = pr1.sub(sr1);
            FloatVector y5i = pi1.sub(si1);
            FloatVector y3r = qr1.add(di1);
            FloatVector y3i = qi1.sub(dr1);
            FloatVector y7r = qr1.sub(di1);
            FloatVector y7i = qi1.add(dr1);
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
            y6r.intoArray(target, t + 6 * toStride);
            y6i.intoArray(target, t + 6 * toStride + LANES);
            y7r.intoArray(target, t + 7 * toStride);
            y7i.intoArray(target, t + 7 * toStride + LANES);
        }
    }
}
