package org.znn.driver.train;

import java.util.Map;
import org.znn.common.network.ConvolutionChoice;

/**
 * All that an executor needs for the patches of a run but the weights. Broadcast once.
 *
 * @param run     tells runs apart
 * @param threads most threads of a patch; 0 for all cores of the executor
 * @param cores   cores by executor, as far as known
 * @param choice  how convolutions are computed
 * @param factory makes what computes
 */
public record TrainSetup(String run, int threads, Map<String, Integer> cores, ConvolutionChoice choice,
        ComputerFactory factory) {
}
