package org.znn.driver.train;

import org.znn.common.config.TrainingConfig;
import org.znn.common.network.NetworkSpec;

/**
 * What a training job will do.
 *
 * @param network      its graph
 * @param config       the job
 * @param start        from where it sets out
 * @param factory      makes what computes patches
 * @param networkBytes of an executor's buffers, weights and scratch
 * @param dataBytes    of the samples that an executor keeps
 * @param operations   floating-point operations of a patch, forward and backward
 */
public record TrainPlan(NetworkSpec network, TrainingConfig config, Start start, ComputerFactory factory,
        long networkBytes, long dataBytes, double operations) {
}
