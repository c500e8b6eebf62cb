package org.znn.worker.cost;

import org.znn.common.config.OutputType;
import org.znn.common.config.TrainingConfig;
import org.znn.common.volume.Volume;

/** MALIS for one type of output: computes the factor of each value's gradient. Implementations are thread-safe. */
interface MalisWeights {

    /** Creates the MALIS of an output type; throws {@link IllegalArgumentException} for types without edges. */
    static MalisWeights of(OutputType type, TrainingConfig.Malis malis) {
        return switch (type) {
            case AFFINITY -> new AffinityMalis(new EdgeWeights(malis));
            case BOUNDARY -> new BoundaryMalis(new EdgeWeights(malis));
            case SEMANTIC -> throw new IllegalArgumentException(
                    "MALIS weights edges between voxels, but classes (out_type = semantic) have no edges");
        };
    }

    /** Computes the weights of an output given as probabilities. */
    MalisResult compute(Volume prediction, Volume label);

    /**
     * MALIS weights of an output.
     *
     * @param weights       gradient factors in the prediction's shape and precision
     * @param segmentVoxels number of voxels in true segments; with fewer than two there are no pairs
     */
    record MalisResult(Volume weights, long segmentVoxels) {
    }
}
