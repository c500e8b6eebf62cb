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
 * @param isCurrent    whether the state is that of the run's own last checkpoint
 * @param replaced     paths of files of another run that the user allows to be replaced
 * @param messages     description for the user, one line each
 */
public record InitialState(Weights weights, Weights momentum, long step, long seed, double eta, LearningCurve curve,
        Map<String, Double> intervalSums, Optional<AlgorithmSelection> algorithms, boolean isCurrent,
        List<String> replaced, List<String> messages) {

    /** Returns the same state as that of the run's own last checkpoint. */
    InitialState asCurrent() {
        return new InitialState(weights, momentum, step, seed, eta, curve, intervalSums, algorithms, true, replaced,
                messages);
    }

    /** Returns the same state of a run that replaces files of another one. */
    InitialState replacing(List<String> files) {
        return new InitialState(weights, momentum, step, seed, eta, curve, intervalSums, algorithms, isCurrent, files,
                messages);
    }
}
