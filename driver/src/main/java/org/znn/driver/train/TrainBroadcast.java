package org.znn.driver.train;

import java.util.Map;
import org.znn.common.network.AlgorithmSelection;

/**
 * Everything but the weights that an executor needs for the patches of a run. Broadcast once.
 *
 * @param runId          unique id of the run
 * @param threads        maximum threads per patch; 0 for all cores of the executor
 * @param executorCores  cores by executor id, as far as known
 * @param algorithms     convolution algorithm of each layer
 * @param trainerFactory factory of the trainer of the executor
 */
public record TrainBroadcast(String runId, int threads, Map<String, Integer> executorCores,
        AlgorithmSelection algorithms, PatchTrainerFactory trainerFactory) {
}
