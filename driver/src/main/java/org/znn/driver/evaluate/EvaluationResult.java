package org.znn.driver.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.znn.common.geometry.Box;

/**
 * The outcome of an evaluation.
 *
 * @param meaning     meaning of the output
 * @param region      scored box of the output
 * @param label       box of the label that the region maps to
 * @param binary      whether the label is a mask, whose connected components are the segments
 * @param scores      scores in order of increasing threshold; a single one of a segmentation; none of a semantic map
 * @param classes     scores of a semantic map
 * @param notes       sentences about what a user may not expect
 */
record EvaluationResult(Interpretation meaning, Box region, Box label, boolean binary, List<Score> scores,
        Optional<ClassScores> classes, List<String> notes) {

    /** Returns the score at one of the thresholds, or the only one. */
    Score scoreAt(double threshold) {
        return scores.stream().filter(s -> s.threshold() == threshold).findFirst().orElseGet(() -> scores.get(0));
    }

    /** Returns the score with the greatest goodness; the one at the lowest threshold if several are equal. */
    Score bestScore(ToDoubleFunction<Score> goodness) {
        return scores.stream().max(Comparator.comparingDouble(goodness)).orElseThrow();
    }
}
