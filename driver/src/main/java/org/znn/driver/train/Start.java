package org.znn.driver.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.Weights;

/**
 * From where a run sets out.
 *
 * @param fresh    whether it begins, with a step 1
 * @param weights  of all layers
 * @param momentum of each weight
 * @param step     the last one done
 * @param seed     of the run
 * @param eta      learning rate of the next step
 * @param curve    of the steps done
 * @param interval sums since the last report, by name
 * @param choice   how its steps so far computed convolutions, where that had been measured
 * @param told     lines that say so
 */
public record Start(boolean fresh, Weights weights, Weights momentum, long step, long seed, double eta,
        LearningCurve curve, Map<String, Double> interval, Optional<ConvolutionChoice> choice, List<String> told) {
}
