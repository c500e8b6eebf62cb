package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/**
 * MALIS for boundary maps, whose channel 0 is the probability p of being inside a cell. ZNN planned boundary MALIS, but
 * its code is lost; the following definition is not ZNN's. The affinity of the edge between a voxel v and its
 * predecessor u is min(p[u], p[v]), and the true affinity follows from the label in the same way. The weight of an edge
 * goes to the voxel that determines its affinity: the one with the smaller p, or v if both are equal. The weights of a
 * voxel's edges add up, and all its channels receive the sum.
 */
record BoundaryMalis(EdgeWeights edgeWeights) implements MalisWeights {

    @Override
    public MalisResult compute(Volume prediction, Volume label) {
        EdgeGraph graph = new EdgeGraph(prediction.size());
        int[] edges = graph.edges();
        double[] labels = affinities(graph, edges, label);
        GroundTruthSegments truth = GroundTruthSegments.of(graph, labels);
        double[] byEdge = edgeWeights.compute(graph, affinities(graph, edges, prediction), labels, truth);
        double[] byVoxel = new double[graph.voxels()];
        for (int edge : edges) {
            byVoxel[weakerVoxel(graph, edge, prediction)] += byEdge[edge];
        }
        Volume weights = Volume.zeros(prediction.precision(), prediction.channels(), prediction.size());
        for (int i = 0; i < prediction.channels() * byVoxel.length; i++) {
            weights.set(i, byVoxel[i % byVoxel.length]);
        }
        return new MalisResult(weights, truth.voxels());
    }

    private static double[] affinities(EdgeGraph graph, int[] edges, Volume inside) {
        double[] affinities = new double[EdgeGraph.CHANNELS * graph.voxels()];
        for (int edge : edges) {
            affinities[edge] = Math.min(inside.get(graph.predecessor(edge)), inside.get(graph.voxel(edge)));
        }
        return affinities;
    }

    private static int weakerVoxel(EdgeGraph graph, int edge, Volume inside) {
        int predecessor = graph.predecessor(edge);
        return inside.get(predecessor) < inside.get(graph.voxel(edge)) ? predecessor : graph.voxel(edge);
    }
}
