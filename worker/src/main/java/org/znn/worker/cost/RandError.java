package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/** Rand error of predicted affinities: the fraction of voxel pairs whose connectivity is wrong. */
final class RandError {

    private RandError() {
    }

    /** Computes the error, 0 to 1, of affinity volumes with the channels x, y, z; ignores masks (ZNN-SEMANTICS 4). */
    static double of(Volume prediction, Volume label) {
        EdgeGraph graph = new EdgeGraph(prediction.size());
        GroundTruthSegments truth = GroundTruthSegments.of(graph, FlatArrays.of(label));
        return PairCounter.count(graph, truth, FlatArrays.of(prediction), Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, false).randError();
    }
}
