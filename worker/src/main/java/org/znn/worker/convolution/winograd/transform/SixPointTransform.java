package org.znn.worker.convolution.winograd.transform;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Transforms for 6 points: 0, two pairs ±p and infinity. */
final class SixPointTransform implements WinogradTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] input;
    private final float[] output;
    private final float[] gradient;

    SixPointTransform(CookToomMatrices matrices) {
        input = TransformCoefficients.forInput(matrices, 2);
        output = TransformCoefficients.forOutput(matrices, 2, true);
        gradient = TransformCoefficients.forGradient(matrices, 2);
    }

    @Override
    public void transformInput(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector z0 = FloatVector.broadcast(SPECIES, input[0]);
        FloatVector z2 = FloatVector.broadcast(SPECIES, input[1]);
        FloatVector a0 = FloatVector.broadcast(SPECIES, input[2]);
        FloatVector a = FloatVector.broadcast(SPECIES, input[3]);
        FloatVector b0 = FloatVector.broadcast(SPECIES, input[4]);
        FloatVector b = FloatVector.broadcast(SPECIES, input[5]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int offset4 = sourceOffset + layout.inputOffsets()[4];
        int offset5 = sourceOffset + layout.inputOffsets()[5];
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
            int at = targetOffset + outputStarts[i];
            // point 0
            d2.fma(z2, d0.fma(z0, d4)).intoArray(target, at);
            at += stride;
            // points ±a
            FloatVector even0 = d2.fma(a0, d4);
            FloatVector odd0 = d1.fma(a0, d3).mul(a);
            even0.add(odd0).intoArray(target, at);
            at += stride;
            even0.sub(odd0).intoArray(target, at);
            at += stride;
            // points ±b
            FloatVector even1 = d2.fma(b0, d4);
            FloatVector odd1 = d1.fma(b0, d3).mul(b);
            even1.add(odd1).intoArray(target, at);
            at += stride;
            even1.sub(odd1).intoArray(target, at);
            at += stride;
            // infinity
            d3.fma(z2, d1.fma(z0, d5)).intoArray(target, at);
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
        FloatVector i1 = FloatVector.broadcast(SPECIES, output[6]);
        FloatVector i2 = FloatVector.broadcast(SPECIES, output[7]);
        FloatVector i3 = FloatVector.broadcast(SPECIES, output[8]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int offset4 = sourceOffset + layout.inputOffsets()[4];
        int offset5 = sourceOffset + layout.inputOffsets()[5];
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
            // even and odd parts of the pairs
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            FloatVector even1 = v3.add(v4);
            FloatVector odd1 = v3.sub(v4);
            int at = targetOffset + outputStarts[i];
            // outputs 0 to 3
            v0.add(even0).add(even1).intoArray(target, at);
            at += stride;
            odd1.fma(b1, odd0.fma(a1, v5.mul(i1))).intoArray(target, at);
            at += stride;
            even1.fma(b2, even0.fma(a2, v5.mul(i2))).intoArray(target, at);
            at += stride;
            odd1.fma(b3, odd0.fma(a3, v5.mul(i3))).intoArray(target, at);
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
            at += stride;
            // infinity
            g3.intoArray(target, at);
        }
    }
}
