package org.znn.worker.cost;

import org.znn.common.volume.Volume;

/**
 * MALIS for boundary maps, whose channel 0 is the probability p of being inside a cell. ZNN meant to have it, but its
 * code is lost; this is ours. Two neighbours are joined as well as the worse of them is inside: the affinity of an
 * edge is min(p[v], p[v - 1]), and the true one follows from the label in the same way. The value that decides gets
 * the blame: an edge's weight is given to the voxel with the smaller p, to v where both are equal. Weights of several
 * edges add up; all channels of a voxel get the same.
 */
record BoundaryMalis(EdgeWeights edgeWeights) implements MalisWeights {

    @Override
    public Weighted of(Volume prediction, Volume label) {
        EdgeGraph graph = new EdgeGraph(prediction.size());
        int[] edges = graph.edges();
        double[] labels = affinities(graph, edges, label);
        TrueSegments truth = TrueSegments.of(graph, labels);
        double[] byEdge = edgeWeights.of(graph, affinities(graph, edges, prediction), labels, truth);
        double[] byVoxel = new double[graph.voxels()];
        for (int edge : edges) {
            byVoxel[weaker(graph, edge, prediction)] += byEdge[edge];
        }
        Volume weights = Volume.zeros(prediction.precision(), prediction.channels(), prediction.size());
        for (int i = 0; i < prediction.channels() * byVoxel.length; i++) {
            weights.set(i, byVoxel[i % byVoxel.length]);
        }
        return new Weighted(weights, truth.voxels());
    }

    private static double[] affinities(EdgeGraph graph, int[] edges, Volume inside) {
        double[] affinities = new double[EdgeGraph.CHANNELS * graph.voxels()];
        for (int edge : edges) {
            affinities[edge] = Math.min(inside.get(graph.predecessor(edge)), inside.get(graph.voxel(edge)));
        }
        return affinities;
    }

    private static int weaker(EdgeGraph graph, int edge, Volume inside) {
        int before = graph.predecessor(edge);
        return inside.get(before) < inside.get(graph.voxel(edge)) ? before : graph.voxel(edge);
    }
}
