package org.znn.driver.train;

import java.io.IOException;
import java.io.Serializable;
import org.znn.common.network.AlgorithmSelection;
import org.znn.worker.parallel.ForkJoinTeam;

/** Creates the {@link PatchTrainer} of an executor: compiles the network and loads the training data. */
public interface PatchTrainerFactory extends Serializable {

    /**
     * Creates a trainer.
     *
     * @param team       threads that compute the patches; closed by the caller
     * @param algorithms convolution algorithm of each layer
     * @throws IOException if training data cannot be read
     */
    PatchTrainer create(ForkJoinTeam team, AlgorithmSelection algorithms) throws IOException;
}
