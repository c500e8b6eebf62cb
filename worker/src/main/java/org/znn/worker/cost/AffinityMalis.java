package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/** MALIS for affinities, channels x, y, z: each value is an edge, and its weight is the edge's. */
record AffinityMalis(EdgeWeights edgeWeights) implements MalisWeights {

    @Override
    public Weighted of(Volume prediction, Volume label) {
        if (prediction.channels() != EdgeGraph.CHANNELS) {
            throw new IllegalArgumentException("affinities have three channels, x, y and z, but this output has "
                    + prediction.channels());
        }
        EdgeGraph graph = new EdgeGraph(prediction.size());
        double[] labels = Flat.of(label);
        TrueSegments truth = TrueSegments.of(graph, labels);
        double[] byEdge = edgeWeights.of(graph, Flat.of(prediction), labels, truth);
        Volume weights = Volume.zeros(prediction.precision(), prediction.channels(), prediction.size());
        for (int i = 0; i < byEdge.length; i++) {
            weights.set(i, byEdge[i]);
        }
        return new Weighted(weights, truth.voxels());
    }
}
