package org.znn.worker.cost;

import java.util.Map;
import java.util.TreeMap;
import org.znn.common.volume.Volume;

/**
 * Result of comparing a patch with its targets.
 *
 * @param predictions  outputs by output node, after the softmax if the cost has one
 * @param gradients    dE/d(output) by output node, with mask, rebalancing and MALIS applied
 * @param malisWeights MALIS weights by output node; empty without MALIS
 * @param errors       errors of the patch
 * @param learnable    whether the patch contributes to training; MALIS skips patches with fewer than two voxels in
 *                     segments
 */
public record Evaluation(Map<String, Volume> predictions, Map<String, Volume> gradients,
        Map<String, Volume> malisWeights, PatchErrors errors, boolean learnable) {

    public Evaluation {
        predictions = new TreeMap<>(predictions);
        gradients = new TreeMap<>(gradients);
        malisWeights = new TreeMap<>(malisWeights);
    }
}
