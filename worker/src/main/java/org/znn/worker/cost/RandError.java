package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/** How far the segments of predicted affinities are from the true ones, pair of voxels by pair. */
final class RandError {

    private RandError() {
    }

    /** Of affinity volumes with the channels x, y, z; 0 to 1, masks left out of account (ZNN-SEMANTICS 4). */
    static double of(Volume prediction, Volume label) {
        EdgeGraph graph = new EdgeGraph(prediction.size());
        TrueSegments truth = TrueSegments.of(graph, Flat.of(label));
        return PairCounter.count(graph, truth, Flat.of(prediction), Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, false).randError();
    }
}
