package org.znn.worker.convolution.winograd;

import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.winograd.pipeline.WinogradPipeline;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Forward convolution.
 *
 * @param pipeline pipeline of a {@code forward} problem
 */
record WinogradConvolution(WinogradPipeline pipeline) implements Convolution<float[]> {

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        pipeline.setWeights(filters, team);
    }

    @Override
    public void forward(FeatureMaps<float[]> in, FeatureMaps<float[]> out, boolean add, Epilogue epilogue,
            ForkJoinTeam team) {
        pipeline.execute(in, out, add, epilogue, team);
    }
}
