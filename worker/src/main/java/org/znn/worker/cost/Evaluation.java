package org.znn.worker.cost;

import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.Volume;

/**
 * A patch held against its targets.
 *
 * @param predictions  by output node: the outputs, after the softmax where the cost has one
 * @param gradients    by output node: dE/d(output), after mask, balance and MALIS
 * @param malisWeights by output node; empty without MALIS
 * @param errors       of the patch
 * @param learnable    whether there is anything to learn: MALIS skips a patch with less than two voxels of segments
 */
public record Evaluation(Map<String, Volume> predictions, Map<String, Volume> gradients,
        Map<String, Volume> malisWeights, PatchErrors errors, boolean learnable) {

    public Evaluation {
        predictions = new TreeMap<>(predictions);
        gradients = new TreeMap<>(gradients);
        malisWeights = new TreeMap<>(malisWeights);
    }
}
