package org.znn.worker.cost;

import org.znn.common.config.OutType;
import org.znn.common.config.TrainingConfig;
import org.znn.common.volume.Volume;

/** MALIS for a kind of output: what the gradient of each of its values is multiplied by. For several threads. */
interface MalisWeights {

    /** Throws {@link IllegalArgumentException} for outputs that have no edges. */
    static MalisWeights of(OutType type, TrainingConfig.Malis malis) {
        return switch (type) {
            case AFFINITY -> new AffinityMalis(new EdgeWeights(malis));
            case BOUNDARY -> new BoundaryMalis(new EdgeWeights(malis));
            case SEMANTIC -> throw new IllegalArgumentException(
                    "MALIS weighs edges between voxels; classes (out_type = semantic) have none");
        };
    }

    /** The weights of an output, given as probabilities. */
    Weighted of(Volume prediction, Volume label);

    /**
     * Weights, and whether they say anything.
     *
     * @param weights       in the prediction's shape and precision
     * @param segmentVoxels voxels of true segments; fewer than two make no pair
     */
    record Weighted(Volume weights, long segmentVoxels) {
    }
}
