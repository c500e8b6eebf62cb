package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.PatchErrors;

/**
 * Detects a diverged training run by the outputs and the cost of a patch. An infinite cost with finite outputs is not
 * a divergence: in float32 the logistic function rounds to exactly 1 for arguments of 17 and more, where the gradient
 * is still valid.
 */
final class FiniteCheck {

    private FiniteCheck() {
    }

    /** Names the first output with a NaN or infinite value, or the cost if it is NaN; empty if all are finite. */
    static Optional<String> findNonFinite(Map<String, Volume> outputs, PatchErrors errors) {
        for (Map.Entry<String, Volume> output : outputs.entrySet()) {
            if (!isFinite(output.getValue())) {
                return Optional.of("the output '" + output.getKey() + "'");
            }
        }
        return Double.isNaN(errors.cost()) ? Optional.of("the cost") : Optional.empty();
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
