package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Evaluation;

/**
 * Detects a diverged training run by the outputs and the cost of a patch. A binomial cross entropy is infinite where an
 * output is exactly 0 or 1 and its label the opposite; its gradient would still be finite, but the reported cost would
 * mean nothing any more. Test patches may cost infinitely much: they are not masked, so their labels may be arbitrary.
 */
final class FiniteCheck {

    private FiniteCheck() {
    }

    /**
     * Names the first output with a NaN or infinite value, or the cost; empty if all are finite.
     *
     * @param patch patch in messages, such as {@code patch 1 (sample2)}
     * @param test  whether the patch is a test patch
     */
    static Optional<String> findNonFinite(Map<String, Volume> outputs, Evaluation evaluation, String patch,
            boolean test) {
        for (Map.Entry<String, Volume> output : outputs.entrySet()) {
            if (!isFinite(output.getValue())) {
                return Optional.of("the output '" + output.getKey() + "' of " + patch);
            }
        }
        double cost = evaluation.errors().cost();
        return Double.isNaN(cost) || Double.isInfinite(cost) && !test
                ? Optional.of("the cost of " + patch + ", likely because " + likelyReason(evaluation.predictions()))
                : Optional.empty();
    }

    /** Explains a cost that is not finite although all predictions are. */
    private static String likelyReason(Map<String, Volume> predictions) {
        for (Map.Entry<String, Volume> prediction : predictions.entrySet()) {
            Volume volume = prediction.getValue();
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < Volume.elements(volume.channels(), volume.size()); i++) {
                min = Math.min(min, volume.get(i));
                max = Math.max(max, volume.get(i));
            }
            if (min < 0 || max > 1) {
                return "the output '" + prediction.getKey() + "' has values from " + (float) min + " to " + (float) max
                        + ", but binomial_cross_entropy needs values between 0 and 1: write 'function"
                        + " forward_logistics' for it, or set cost_fn = square_loss";
            }
        }
        return "an output is exactly 0 or 1 where its label is the opposite: its function must not reach 0 and 1, as"
                + " forward_logistics; if that is its function, the weights have grown until it is rounded to 0 or 1,"
                + " later with dtype = float64";
    }

    private static boolean isFinite(Volume volume) {
        if (volume instanceof FloatVolume floats) {
            for (float value : floats.data()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }
        for (double value : ((DoubleVolume) volume).data()) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
