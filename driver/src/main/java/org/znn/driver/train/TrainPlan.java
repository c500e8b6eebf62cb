package org.znn.driver.train;

import org.znn.common.config.TrainingConfig;
import org.znn.common.network.NetworkSpec;
import org.znn.driver.choice.PlannedChoice;

/**
 * What a training job will do.
 *
 * @param network      its graph
 * @param config       the job
 * @param start        from where it sets out
 * @param factory      makes what computes patches
 * @param choice       how convolutions are computed
 * @param networkBytes that an executor needs beside the samples
 * @param dataBytes    of the samples that an executor keeps
 */
public record TrainPlan(NetworkSpec network, TrainingConfig config, Start start, ComputerFactory factory,
        PlannedChoice choice, long networkBytes, long dataBytes) {

    /** Floating-point operations of a patch, forward and backward: of direct convolutions that take as long. */
    public double operations() {
        return choice.decision().operations();
    }
}
