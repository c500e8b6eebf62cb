package org.znn.driver.train;

import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.PatchErrors;

/**
 * Finds the numbers of a patch by which a run shows that it has diverged. An infinite cost of finite outputs is not
 * among them: a logistic output rounds to exactly 1 from 17 on, and its gradient is as good as any.
 */
final class NotFinite {

    private NotFinite() {
    }

    /** What is not finite, in words; empty where all is well. */
    static Optional<String> of(Map<String, Volume> outputs, PatchErrors errors) {
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
