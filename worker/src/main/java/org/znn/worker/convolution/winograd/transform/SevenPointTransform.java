package org.znn.worker.convolution.winograd.transform;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Transforms for 7 points: 0 and three pairs ±p. */
final class SevenPointTransform implements WinogradTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] input;
    private final float[] output;
    private final float[] gradient;

    SevenPointTransform(CookToomMatrices matrices) {
        input = TransformCoefficients.forInput(matrices, 3);
        output = TransformCoefficients.forOutput(matrices, 3, false);
        gradient = TransformCoefficients.forGradient(matrices, 3);
    }

    @Override
    public void transformInput(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector z0 = FloatVector.broadcast(SPECIES, input[0]);
        FloatVector z2 = FloatVector.broadcast(SPECIES, input[1]);
        FloatVector z4 = FloatVector.broadcast(SPECIES, input[2]);
        FloatVector a0 = FloatVector.broadcast(SPECIES, input[3]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, input[4]);
        FloatVector a = FloatVector.broadcast(SPECIES, input[5]);
        FloatVector b0 = FloatVector.broadcast(SPECIES, input[6]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, input[7]);
        FloatVector b = FloatVector.broadcast(SPECIES, input[8]);
        FloatVector c0 = FloatVector.broadcast(SPECIES, input[9]);
        FloatVector c2 = FloatVector.broadcast(SPECIES, input[10]);
        FloatVector c = FloatVector.broadcast(SPECIES, input[11]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int offset4 = sourceOffset + layout.inputOffsets()[4];
        int offset5 = sourceOffset + layout.inputOffsets()[5];
        int offset6 = sourceOffset + layout.inputOffsets()[6];
        int stride = layout.outputStride();
        int[] inputStarts = layout.inputStarts();
        int[] outputStarts = layout.outputStarts();
        for (int i = first; i < last; i++) {
            int start = inputStarts[i];
            FloatVector d0 = FloatVector.fromArray(SPECIES, source, start + offset0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, start + offset1);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, start + offset2);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, start + offset3);
            FloatVector d4 = FloatVector.fromArray(SPECIES, source, start + offset4);
            FloatVector d5 = FloatVector.fromArray(SPECIES, source, start + offset5);
            FloatVector d6 = FloatVector.fromArray(SPECIES, source, start + offset6);
            int at = targetOffset + outputStarts[i];
            // point 0
            d4.fma(z4, d2.fma(z2, d0.fma(z0, d6))).intoArray(target, at);
            at += stride;
            // points ±a
            FloatVector even0 = d4.fma(a2, d2.fma(a0, d6));
            FloatVector odd0 = d3.fma(a2, d1.fma(a0, d5)).mul(a);
            even0.add(odd0).intoArray(target, at);
            at += stride;
            even0.sub(odd0).intoArray(target, at);
            at += stride;
            // points ±b
            FloatVector even1 = d4.fma(b2, d2.fma(b0, d6));
            FloatVector odd1 = d3.fma(b2, d1.fma(b0, d5)).mul(b);
            even1.add(odd1).intoArray(target, at);
            at += stride;
            even1.sub(odd1).intoArray(target, at);
            at += stride;
            // points ±c
            FloatVector even2 = d4.fma(c2, d2.fma(c0, d6));
            FloatVector odd2 = d3.fma(c2, d1.fma(c0, d5)).mul(c);
            even2.add(odd2).intoArray(target, at);
            at += stride;
            even2.sub(odd2).intoArray(target, at);
        }
    }

    @Override
    public void transformOutput(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, output[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, output[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, output[2]);
        FloatVector b1 = FloatVector.broadcast(SPECIES, output[3]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, output[4]);
        FloatVector b3 = FloatVector.broadcast(SPECIES, output[5]);
        FloatVector c1 = FloatVector.broadcast(SPECIES, output[6]);
        FloatVector c2 = FloatVector.broadcast(SPECIES, output[7]);
        FloatVector c3 = FloatVector.broadcast(SPECIES, output[8]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int offset4 = sourceOffset + layout.inputOffsets()[4];
        int offset5 = sourceOffset + layout.inputOffsets()[5];
        int offset6 = sourceOffset + layout.inputOffsets()[6];
        int stride = layout.outputStride();
        int[] inputStarts = layout.inputStarts();
        int[] outputStarts = layout.outputStarts();
        for (int i = first; i < last; i++) {
            int start = inputStarts[i];
            FloatVector v0 = FloatVector.fromArray(SPECIES, source, start + offset0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, source, start + offset1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, source, start + offset2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, source, start + offset3);
            FloatVector v4 = FloatVector.fromArray(SPECIES, source, start + offset4);
            FloatVector v5 = FloatVector.fromArray(SPECIES, source, start + offset5);
            FloatVector v6 = FloatVector.fromArray(SPECIES, source, start + offset6);
            // even and odd parts of the pairs
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            FloatVector even1 = v3.add(v4);
            FloatVector odd1 = v3.sub(v4);
            FloatVector even2 = v5.add(v6);
            FloatVector odd2 = v5.sub(v6);
            int at = targetOffset + outputStarts[i];
            // outputs 0 to 3
            v0.add(even0).add(even1).add(even2).intoArray(target, at);
            at += stride;
            odd2.fma(c1, odd1.fma(b1, odd0.mul(a1))).intoArray(target, at);
            at += stride;
            even2.fma(c2, even1.fma(b2, even0.mul(a2))).intoArray(target, at);
            at += stride;
            odd2.fma(c3, odd1.fma(b3, odd0.mul(a3))).intoArray(target, at);
        }
    }

    @Override
    public void transformGradient(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, gradient[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, gradient[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, gradient[2]);
        FloatVector b1 = FloatVector.broadcast(SPECIES, gradient[3]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, gradient[4]);
        FloatVector b3 = FloatVector.broadcast(SPECIES, gradient[5]);
        FloatVector c1 = FloatVector.broadcast(SPECIES, gradient[6]);
        FloatVector c2 = FloatVector.broadcast(SPECIES, gradient[7]);
        FloatVector c3 = FloatVector.broadcast(SPECIES, gradient[8]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int stride = layout.outputStride();
        int[] inputStarts = layout.inputStarts();
        int[] outputStarts = layout.outputStarts();
        for (int i = first; i < last; i++) {
            int start = inputStarts[i];
            FloatVector g0 = FloatVector.fromArray(SPECIES, source, start + offset0);
            FloatVector g1 = FloatVector.fromArray(SPECIES, source, start + offset1);
            FloatVector g2 = FloatVector.fromArray(SPECIES, source, start + offset2);
            FloatVector g3 = FloatVector.fromArray(SPECIES, source, start + offset3);
            int at = targetOffset + outputStarts[i];
            // point 0
            g0.intoArray(target, at);
            // points ±a
            FloatVector even0 = g2.fma(a2, g0);
            FloatVector odd0 = g3.fma(a3, g1.mul(a1));
            at += stride;
            even0.add(odd0).intoArray(target, at);
            at += stride;
            even0.sub(odd0).intoArray(target, at);
            // points ±b
            FloatVector even1 = g2.fma(b2, g0);
            FloatVector odd1 = g3.fma(b3, g1.mul(b1));
            at += stride;
            even1.add(odd1).intoArray(target, at);
            at += stride;
            even1.sub(odd1).intoArray(target, at);
            // points ±c
            FloatVector even2 = g2.fma(c2, g0);
            FloatVector odd2 = g3.fma(c3, g1.mul(c1));
            at += stride;
            even2.add(odd2).intoArray(target, at);
            at += stride;
            even2.sub(odd2).intoArray(target, at);
        }
    }
}
