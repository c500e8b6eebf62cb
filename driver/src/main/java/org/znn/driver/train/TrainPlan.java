package org.znn.driver.train;

import java.util.List;
import org.znn.common.config.TrainingConfig;
import org.znn.common.network.NetworkSpec;
import org.znn.common.sample.training.TrainingSample;
import org.znn.driver.autotune.PlannedSelection;

/**
 * Plan of a training job.
 *
 * @param network        graph of the network
 * @param config         configuration of the job
 * @param initialState   state from which the run starts
 * @param samples        samples to train and test on
 * @param trainerFactory factory of the trainer of an executor
 * @param algorithms     convolution algorithms, or the candidates to measure
 * @param networkBytes   bytes per executor for the network and its patches
 * @param dataBytes      bytes per executor for the samples
 */
public record TrainPlan(NetworkSpec network, TrainingConfig config, InitialState initialState,
        List<TrainingSample> samples, PatchTrainerFactory trainerFactory, PlannedSelection algorithms,
        long networkBytes, long dataBytes) {

    /** Returns the cost of a patch, forward and backward: the operations of direct convolutions that take as long. */
    public double operations() {
        return algorithms.report().equivalentOperations();
    }
}
