package org.znn.worker.convolution.winograd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The points 0, ±p, ∞. */
final class FourPoints implements PointTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] input;
    private final float[] output;
    private final float[] gradient;

    FourPoints(CookToom matrices) {
        input = Coefficients.ofInput(matrices, 1);
        output = Coefficients.ofOutput(matrices, 1, true);
        gradient = Coefficients.ofGradient(matrices, 1);
    }

    @Override
    public void input(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector z0 = FloatVector.broadcast(SPECIES, input[0]);
        FloatVector a = FloatVector.broadcast(SPECIES, input[1]);
        int at0 = fromAt + passage.sources()[0];
        int at1 = fromAt + passage.sources()[1];
        int at2 = fromAt + passage.sources()[2];
        int at3 = fromAt + passage.sources()[3];
        int stride = passage.stride();
        int[] starts = passage.from();
        int[] ends = passage.to();
        for (int i = first; i < last; i++) {
            int start = starts[i];
            FloatVector d0 = FloatVector.fromArray(SPECIES, from, start + at0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, from, start + at1);
            FloatVector d2 = FloatVector.fromArray(SPECIES, from, start + at2);
            FloatVector d3 = FloatVector.fromArray(SPECIES, from, start + at3);
            int end = toAt + ends[i];
            d0.fma(z0, d2).intoArray(to, end);
            end += stride;
            FloatVector even0 = d2;
            FloatVector odd0 = d1.mul(a);
            even0.add(odd0).intoArray(to, end);
            end += stride;
            even0.sub(odd0).intoArray(to, end);
            end += stride;
            d1.fma(z0, d3).intoArray(to, end);
        }
    }

    @Override
    public void output(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, output[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, output[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, output[2]);
        FloatVector i1 = FloatVector.broadcast(SPECIES, output[3]);
        FloatVector i2 = FloatVector.broadcast(SPECIES, output[4]);
        FloatVector i3 = FloatVector.broadcast(SPECIES, output[5]);
        int at0 = fromAt + passage.sources()[0];
        int at1 = fromAt + passage.sources()[1];
        int at2 = fromAt + passage.sources()[2];
        int at3 = fromAt + passage.sources()[3];
        int stride = passage.stride();
        int[] starts = passage.from();
        int[] ends = passage.to();
        for (int i = first; i < last; i++) {
            int start = starts[i];
            FloatVector v0 = FloatVector.fromArray(SPECIES, from, start + at0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, from, start + at1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, from, start + at2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, from, start + at3);
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            int end = toAt + ends[i];
            v0.add(even0).intoArray(to, end);
            end += stride;
            odd0.fma(a1, v3.mul(i1)).intoArray(to, end);
            end += stride;
            even0.fma(a2, v3.mul(i2)).intoArray(to, end);
            end += stride;
            odd0.fma(a3, v3.mul(i3)).intoArray(to, end);
        }
    }

    @Override
    public void gradient(Passage passage, int first, int last, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, gradient[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, gradient[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, gradient[2]);
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
            end += stride;
            g3.intoArray(to, end);
        }
    }
}
