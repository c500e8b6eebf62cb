package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** The gradients of a direct convolution in float32: the same bits for any number of threads. */
public final class DirectConvolutionGradient implements ConvolutionGradient<float[]> {

    private final InputGradient input;
    private final WeightGradient weights;
    private final Scratch scratch;

    /**
     * For {@link #use} to follow.
     *
     * @param scratch may be shared by all that are never used at the same time
     */
    public DirectConvolutionGradient(ConvolutionShape shape, Simd simd, Scratch scratch) {
        input = new InputGradient(shape, simd);
        weights = new WeightGradient(shape, simd);
        this.scratch = scratch;
    }

    /** Bytes that the gradient of a shape holds. */
    public static long bytes(ConvolutionShape shape, Simd simd) {
        return InputGradient.bytes(shape, simd);
    }

    /**
     * What the scratch will grow to for outputs of that size.
     *
     * @throws ArithmeticException where that is too long for an array
     */
    public static Scratch.Size scratch(ConvolutionShape shape, Vec3 output, Simd simd) {
        return InputGradient.scratch(shape, output, simd).max(WeightGradient.scratch(shape, output, simd));
    }

    @Override
    public void use(Filters filters) {
        input.use(filters);
    }

    @Override
    public void input(Maps<float[]> outputGradient, Maps<float[]> inputGradient, boolean add, ThreadTeam team) {
        input.run(outputGradient, inputGradient, add, team, scratch);
    }

    @Override
    public Filters weights(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team) {
        return weights.run(input, outputGradient, team, scratch);
    }
}
