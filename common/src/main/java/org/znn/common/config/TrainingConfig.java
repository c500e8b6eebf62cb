package org.znn.common.config;

import org.znn.common.geometry.Vec3;

/**
 * What a training job says.
 *
 * @param job          what every job says
 * @param trainSamples samples to train on
 * @param testSamples  samples to test on
 * @param netPrefix    of the files saved, without {@code .h5}
 * @param outputSize   output voxels of a patch
 * @param mode         of convolutions
 * @param augment      whether patches are flipped and transposed
 * @param rebalance    of rare classes
 * @param malis        whether and how gradients are weighted by MALIS
 * @param descent      the steps
 * @param schedule     when to report, test and save
 * @param output       what is kept beside the network
 */
public record TrainingConfig(JobConfig job, SampleRange trainSamples, SampleRange testSamples, String netPrefix,
        Vec3 outputSize, ConvolutionMode mode, boolean augment, Rebalance rebalance, Malis malis, Descent descent,
        Schedule schedule, Output output) {

    /**
     * Gradients weighted by MALIS.
     *
     * @param on            whether they are
     * @param normalisation of the weights
     * @param constrained   whether merging and splitting errors are weighted apart
     */
    public record Malis(boolean on, MalisNormalisation normalisation, boolean constrained) {
    }

    /**
     * Stochastic gradient descent.
     *
     * @param batch        patches of one step
     * @param eta          learning rate, at least 0
     * @param annealFactor 0 to 1; multiplies eta at each annealing
     * @param momentum     0 to 1
     * @param weightDecay  0 to 1
     * @param lastStep     the step to stop after
     */
    public record Descent(int batch, double eta, double annealFactor, double momentum, double weightDecay,
            long lastStep) {
    }

    /**
     * Intervals, in steps.
     *
     * @param show   between reports
     * @param test   between tests
     * @param patches of each test
     * @param save   between saved files
     * @param anneal between annealings
     */
    public record Schedule(int show, int test, int patches, int save, int anneal) {
    }

    /**
     * What is kept.
     *
     * @param standardLayout whether networks stand under {@code /processing/znn/train}, the curve in the same file
     * @param debug          whether patches are saved, too
     * @param log            whether configuration and log are saved
     */
    public record Output(boolean standardLayout, boolean debug, boolean log) {
    }
}
