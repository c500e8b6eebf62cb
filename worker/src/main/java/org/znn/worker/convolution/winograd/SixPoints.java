package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The points 0, two pairs ±p, ∞. */
final class SixPoints implements PointTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] input;
    private final float[] output;
    private final float[] gradient;

    SixPoints(CookToom matrices) {
        input = Coefficients.ofInput(matrices, 2);
        output = Coefficients.ofOutput(matrices, 2, true);
        gradient = Coefficients.ofGradient(matrices, 2);
    }

    @Override
    public void input(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector z0 = FloatVector.broadcast(SPECIES, input[0]);
        FloatVector z2 = FloatVector.broadcast(SPECIES, input[1]);
        FloatVector a0 = FloatVector.broadcast(SPECIES, input[2]);
        FloatVector a = FloatVector.broadcast(SPECIES, input[3]);
        FloatVector b0 = FloatVector.broadcast(SPECIES, input[4]);
        FloatVector b = FloatVector.broadcast(SPECIES, input[5]);
        int at0 = fromAt + passage.sources()[0];
        int at1 = fromAt + passage.sources()[1];
        int at2 = fromAt + passage.sources()[2];
        int at3 = fromAt + passage.sources()[3];
        int at4 = fromAt + passage.sources()[4];
        int at5 = fromAt + passage.sources()[5];
        int stride = passage.stride();
        int[] starts = passage.from();
        int[] ends = passage.to();
        for (int i = first; i < last; i++) {
            int start = starts[i];
            FloatVector d0 = FloatVector.fromArray(SPECIES, from, start + at0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, from, start + at1);
            FloatVector d2 = FloatVector.fromArray(SPECIES, from, start + at2);
            FloatVector d3 = FloatVector.fromArray(SPECIES, from, start + at3);
            FloatVector d4 = FloatVector.fromArray(SPECIES, from, start + at4);
            FloatVector d5 = FloatVector.fromArray(SPECIES, from, start + at5);
            int end = toAt + ends[i];
            d2.fma(z2, d0.fma(z0, d4)).intoArray(to, end);
            end += stride;
            FloatVector even0 = d2.fma(a0, d4);
            FloatVector odd0 = d1.fma(a0, d3).mul(a);
            even0.add(odd0).intoArray(to, end);
            end += stride;
            even0.sub(odd0).intoArray(to, end);
            end += stride;
            FloatVector even1 = d2.fma(b0, d4);
            FloatVector odd1 = d1.fma(b0, d3).mul(b);
            even1.add(odd1).intoArray(to, end);
            end += stride;
            even1.sub(odd1).intoArray(to, end);
            end += stride;
            d3.fma(z2, d1.fma(z0, d5)).intoArray(to, end);
        }
    }

    @Override
    public void output(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, output[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, output[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, output[2]);
        FloatVector b1 = FloatVector.broadcast(SPECIES, output[3]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, output[4]);
        FloatVector b3 = FloatVector.broadcast(SPECIES, output[5]);
        FloatVector i1 = FloatVector.broadcast(SPECIES, output[6]);
        FloatVector i2 = FloatVector.broadcast(SPECIES, output[7]);
        FloatVector i3 = FloatVector.broadcast(SPECIES, output[8]);
        int at0 = fromAt + passage.sources()[0];
        int at1 = fromAt + passage.sources()[1];
        int at2 = fromAt + passage.sources()[2];
        int at3 = fromAt + passage.sources()[3];
        int at4 = fromAt + passage.sources()[4];
        int at5 = fromAt + passage.sources()[5];
        int stride = passage.stride();
        int[] starts = passage.from();
        int[] ends = passage.to();
        for (int i = first; i < last; i++) {
            int start = starts[i];
            FloatVector v0 = FloatVector.fromArray(SPECIES, from, start + at0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, from, start + at1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, from, start + at2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, from, start + at3);
            FloatVector v4 = FloatVector.fromArray(SPECIES, from, start + at4);
            FloatVector v5 = FloatVector.fromArray(SPECIES, from, start + at5);
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            FloatVector even1 = v3.add(v4);
            FloatVector odd1 = v3.sub(v4);
            int end = toAt + ends[i];
            v0.add(even0).add(even1).intoArray(to, end);
            end += stride;
            odd1.fma(b1, odd0.fma(a1, v5.mul(i1))).intoArray(to, end);
            end += stride;
            even1.fma(b2, even0.fma(a2, v5.mul(i2))).intoArray(to, end);
            end += stride;
            odd1.fma(b3, odd0.fma(a3, v5.mul(i3))).intoArray(to, end);
        }
    }

    @Override
    public void gradient(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, gradient[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, gradient[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, gradient[2]);
        FloatVector b1 = FloatVector.broadcast(SPECIES, gradient[3]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, gradient[4]);
        FloatVector b3 = FloatVector.broadcast(SPECIES, gradient[5]);
        int at0 = fromAt + passage.sources()[0];
        int at1 = fromAt + passage.sources()[1];
        int at2 = fromAt + passage.sources()[2];
        int at3 = fromAt + passage.sources()[3];
        int stride = passage.stride();
        int[] starts = passage.from();
        int[] ends = passage.to();
        for (int i = first; i < last; i++) {
            int start = starts[i];
            FloatVector g0 = FloatVector.fromArray(SPECIES, from, start + at0);
            FloatVector g1 = FloatVector.fromArray(SPECIES, from, start + at1);
            FloatVector g2 = FloatVector.fromArray(SPECIES, from, start + at2);
            FloatVector g3 = FloatVector.fromArray(SPECIES, from, start + at3);
            int end = toAt + ends[i];
            g0.intoArray(to, end);
            FloatVector even0 = g2.fma(a2, g0);
            FloatVector odd0 = g3.fma(a3, g1.mul(a1));
            end += stride;
            even0.add(odd0).intoArray(to, end);
            end += stride;
            even0.sub(odd0).intoArray(to, end);
            FloatVector even1 = g2.fma(b2, g0);
            FloatVector odd1 = g3.fma(b3, g1.mul(b1));
            end += stride;
            even1.add(odd1).intoArray(to, end);
            end += stride;
            even1.sub(odd1).intoArray(to, end);
            end += stride;
            g3.intoArray(to, end);
        }
    }
}
