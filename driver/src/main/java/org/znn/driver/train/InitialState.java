package org.znn.driver.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.Weights;

/**
 * State from which a training run starts.
 *
 * @param weights      weights of all layers
 * @param momentum     momentum of all weights
 * @param step         last completed step; 0 for a new run
 * @param seed         seed of the run
 * @param eta          learning rate of the next step
 * @param curve        learning curve of the completed steps
 * @param intervalSums error sums since the last report, by name
 * @param algorithms   autotuned convolution algorithms of the steps so far; empty if none were measured
 * @param messages     description for the user, one line each
 */
public record InitialState(Weights weights, Weights momentum, long step, long seed, double eta, LearningCurve curve,
        Map<String, Double> intervalSums, Optional<AlgorithmSelection> algorithms, List<String> messages) {
}
