package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.winograd.pipeline.WinogradPipeline;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Input gradient: the convolution of the zero-padded output gradient with the transposed weights.
 *
 * @param pipeline pipeline of an {@code inputGradient} problem
 */
record WinogradInputGradient(WinogradPipeline pipeline) implements InputGradient<float[]> {

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        pipeline.setWeights(filters, team);
    }

    @Override
    public void compute(FeatureMaps<float[]> outputGradient, FeatureMaps<float[]> inputGradient, boolean add,
            ForkJoinTeam team) {
        pipeline.execute(outputGradient, inputGradient, add, Epilogue.NONE, team);
    }
}
