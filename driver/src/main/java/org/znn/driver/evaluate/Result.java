package org.znn.driver.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.znn.common.geometry.Box;

/**
 * What an evaluation found.
 *
 * @param kind   of output
 * @param region of the output that was evaluated
 * @param label  the box of the label it lies on
 * @param binary whether the label's segments are the components of a mask
 * @param scores by rising threshold
 */
record Result(OutputKind kind, Box region, Box label, boolean binary, List<Score> scores) {

    /** At one threshold. */
    Score at(double threshold) {
        return scores.stream().filter(s -> s.threshold() == threshold).findFirst().orElseThrow();
    }

    /** The first of the best. */
    Score best(ToDoubleFunction<Score> goodness) {
        return scores.stream().max(Comparator.comparingDouble(goodness)).orElseThrow();
    }
}
