package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/** MALIS for affinities with the channels x, y, z: the weight of each edge applies to its affinity. */
record AffinityMalis(EdgeWeights edgeWeights) implements MalisWeights {

    @Override
    public MalisResult compute(Volume prediction, Volume label) {
        if (prediction.channels() != EdgeGraph.CHANNELS) {
            throw new IllegalArgumentException("affinities have three channels (x, y, z), but this output has "
                    + prediction.channels());
        }
        EdgeGraph graph = new EdgeGraph(prediction.size());
        double[] labels = FlatArrays.of(label);
        GroundTruthSegments truth = GroundTruthSegments.of(graph, labels);
        double[] byEdge = edgeWeights.compute(graph, FlatArrays.of(prediction), labels, truth);
        Volume weights = Volume.zeros(prediction.precision(), prediction.channels(), prediction.size());
        for (int i = 0; i < byEdge.length; i++) {
            weights.set(i, byEdge[i]);
        }
        return new MalisResult(weights, truth.voxels());
    }
}
