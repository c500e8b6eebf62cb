package org.znn.worker.convolution.winograd.transform;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Transforms for 4 points: 0, ±p and infinity. */
final class FourPointTransform implements WinogradTransform {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] input;
    private final float[] output;
    private final float[] gradient;

    FourPointTransform(CookToomMatrices matrices) {
        input = TransformCoefficients.forInput(matrices, 1);
        output = TransformCoefficients.forOutput(matrices, 1, true);
        gradient = TransformCoefficients.forGradient(matrices, 1);
    }

    @Override
    public void transformInput(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector z0 = FloatVector.broadcast(SPECIES, input[0]);
        FloatVector a = FloatVector.broadcast(SPECIES, input[1]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int stride = layout.outputStride();
        int[] inputStarts = layout.inputStarts();
        int[] outputStarts = layout.outputStarts();
        for (int i = first; i < last; i++) {
            int start = inputStarts[i];
            FloatVector d0 = FloatVector.fromArray(SPECIES, source, start + offset0);
            FloatVector d1 = FloatVector.fromArray(SPECIES, source, start + offset1);
            FloatVector d2 = FloatVector.fromArray(SPECIES, source, start + offset2);
            FloatVector d3 = FloatVector.fromArray(SPECIES, source, start + offset3);
            int at = targetOffset + outputStarts[i];
            // point 0
            d0.fma(z0, d2).intoArray(target, at);
            at += stride;
            // points ±a
            FloatVector even0 = d2;
            FloatVector odd0 = d1.mul(a);
            even0.add(odd0).intoArray(target, at);
            at += stride;
            even0.sub(odd0).intoArray(target, at);
            at += stride;
            // infinity
            d1.fma(z0, d3).intoArray(target, at);
        }
    }

    @Override
    public void transformOutput(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, output[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, output[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, output[2]);
        FloatVector i1 = FloatVector.broadcast(SPECIES, output[3]);
        FloatVector i2 = FloatVector.broadcast(SPECIES, output[4]);
        FloatVector i3 = FloatVector.broadcast(SPECIES, output[5]);
        int offset0 = sourceOffset + layout.inputOffsets()[0];
        int offset1 = sourceOffset + layout.inputOffsets()[1];
        int offset2 = sourceOffset + layout.inputOffsets()[2];
        int offset3 = sourceOffset + layout.inputOffsets()[3];
        int stride = layout.outputStride();
        int[] inputStarts = layout.inputStarts();
        int[] outputStarts = layout.outputStarts();
        for (int i = first; i < last; i++) {
            int start = inputStarts[i];
            FloatVector v0 = FloatVector.fromArray(SPECIES, source, start + offset0);
            FloatVector v1 = FloatVector.fromArray(SPECIES, source, start + offset1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, source, start + offset2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, source, start + offset3);
            // even and odd part of the pair
            FloatVector even0 = v1.add(v2);
            FloatVector odd0 = v1.sub(v2);
            int at = targetOffset + outputStarts[i];
            // outputs 0 to 3
            v0.add(even0).intoArray(target, at);
            at += stride;
            odd0.fma(a1, v3.mul(i1)).intoArray(target, at);
            at += stride;
            even0.fma(a2, v3.mul(i2)).intoArray(target, at);
            at += stride;
            odd0.fma(a3, v3.mul(i3)).intoArray(target, at);
        }
    }

    @Override
    public void transformGradient(TransformLayout layout, int first, int last, float[] source, int sourceOffset,
            float[] target, int targetOffset) {
        FloatVector a1 = FloatVector.broadcast(SPECIES, gradient[0]);
        FloatVector a2 = FloatVector.broadcast(SPECIES, gradient[1]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, gradient[2]);
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
            at += stride;
            // infinity
            g3.intoArray(target, at);
        }
    }
}
