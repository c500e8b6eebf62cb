package org.znn.worker.convolution.winograd.output;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.simd.RowOps;

/**
 * Applies a pointwise (1x1x1) convolution to rows instead of storing them. Each row is accumulated into the rows of all
 * pointwise outputs by fused multiply-adds from 0 in channel order, exactly as the direct convolution does.
 */
public final class PointwiseRowSink implements RowSink {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final FeatureMaps<float[]> out;
    private final float[] weights;
    private final int channels;
    private final RowEpilogue epilogue;
    private final RowEpilogue pointwiseEpilogue;

    /**
     * Creates a sink.
     *
     * @param out               output maps of the pointwise convolution
     * @param weights           weights of the pointwise convolution: {@code [pointwise output][channel]}
     * @param epilogue          epilogue of the Winograd convolution
     * @param pointwiseEpilogue epilogue of the pointwise convolution
     * @param rowOps            row operations of this JVM
     */
    public PointwiseRowSink(FeatureMaps<float[]> out, float[] weights, Epilogue epilogue, Epilogue pointwiseEpilogue,
            RowOps<float[]> rowOps) {
        this.out = out;
        this.weights = weights;
        channels = weights.length / out.layout().channels();
        this.epilogue = new RowEpilogue(epilogue, rowOps);
        this.pointwiseEpilogue = new RowEpilogue(pointwiseEpilogue, rowOps);
    }

    @Override
    public void accept(float[] row, int offset, int count, int channel, int z, int y, int x) {
        epilogue.apply(row, offset, row, offset, count, channel);
        for (int output = 0; output < out.layout().channels(); output++) {
            int to = out.layout().index(output, z, y, x);
            float weight = weights[output * channels + channel];
            if (channel == 0) {
                multiply(row, offset, out.data(), to, count, weight);
            } else {
                multiplyAdd(row, offset, out.data(), to, count, weight);
            }
            if (channel == channels - 1) {
                pointwiseEpilogue.apply(out.data(), to, out.data(), to, count, output);
            }
        }
    }

    /** Stores {@code weight · row + 0}: sums start from +0, as in direct convolution. */
    private static void multiply(float[] row, int offset, float[] to, int toOffset, int count, float weight) {
        FloatVector w = FloatVector.broadcast(SPECIES, weight);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, row, offset + i).fma(w, zero).intoArray(to, toOffset + i);
        }
    }

    private static void multiplyAdd(float[] row, int offset, float[] to, int toOffset, int count, float weight) {
        FloatVector w = FloatVector.broadcast(SPECIES, weight);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, row, offset + i).fma(w, FloatVector.fromArray(SPECIES, to, toOffset + i))
                    .intoArray(to, toOffset + i);
        }
    }

    /** Does nothing: the rows of the pointwise outputs stay in the cache. */
    @Override
    public float prefetch(int count, int channel, int z, int y, int x) {
        return 0;
    }
}
