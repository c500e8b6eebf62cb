package org.znn.common.config;

import org.znn.common.geometry.Vec3;

/**
 * Configuration of a training job.
 *
 * @param job             settings common to all jobs
 * @param trainSamples    samples to train on
 * @param testSamples     samples to test on
 * @param netPrefix       path prefix of the saved files, without {@code .h5}
 * @param outputSize      output size of a patch in voxels (z, y, x)
 * @param convolutionMode permitted convolution algorithms
 * @param augment         whether patches are flipped and transposed at random
 * @param rebalance       rebalancing of rare classes
 * @param malis           MALIS weighting of gradients
 * @param sgd             parameters of stochastic gradient descent
 * @param schedule        intervals of reports, tests and saved files
 * @param output          options of the saved files
 */
public record TrainingConfig(JobConfig job, SampleRange trainSamples, SampleRange testSamples, String netPrefix,
        Vec3 outputSize, ConvolutionMode convolutionMode, boolean augment, RebalanceMode rebalance, Malis malis,
        Sgd sgd, Schedule schedule, Output output) {

    /**
     * MALIS weighting of gradients.
     *
     * @param enabled       whether gradients are weighted by MALIS
     * @param normalisation normalisation of the weights
     * @param constrained   whether merge and split errors are weighted separately (constrained MALIS)
     */
    public record Malis(boolean enabled, MalisNormalisation normalisation, boolean constrained) {
    }

    /**
     * Parameters of stochastic gradient descent.
     *
     * @param batchSize    number of patches per step
     * @param learningRate initial learning rate, at least 0
     * @param annealFactor factor of the learning rate at each annealing, 0 to 1
     * @param momentum     momentum coefficient, 0 to 1
     * @param weightDecay  weight decay coefficient, 0 to 1
     * @param lastStep     number of the last step
     */
    public record Sgd(int batchSize, double learningRate, double annealFactor, double momentum, double weightDecay,
            long lastStep) {
    }

    /**
     * Intervals of recurring actions, in steps.
     *
     * @param reportInterval interval of reports
     * @param testInterval   interval of tests
     * @param testPatches    number of patches per test
     * @param saveInterval   interval of saved files
     * @param annealInterval interval of learning rate annealing
     */
    public record Schedule(int reportInterval, int testInterval, int testPatches, int saveInterval,
            int annealInterval) {
    }

    /**
     * Options of the saved files.
     *
     * @param standardLayout whether the network is stored under {@code /processing/znn/train}, with the learning curve
     *                       in the same file
     * @param savesPatch     whether the last patch is saved too
     * @param savesLog       whether the configuration and the log are saved
     */
    public record Output(boolean standardLayout, boolean savesPatch, boolean savesLog) {
    }
}
