package org.znn.worker.cost;

import org.znn.common.segmentation.ConnectedComponents;

/**
 * Segments defined by true affinities: components connected by edges above 0.5. An isolated voxel belongs to the
 * boundary.
 *
 * @param ids    segment id of each voxel; 0 for the boundary
 * @param sizes  number of voxels by segment id; id 0 is the boundary
 * @param voxels number of voxels outside the boundary
 */
record GroundTruthSegments(int[] ids, int[] sizes, long voxels) {

    private static final double THRESHOLD = 0.5;

    static GroundTruthSegments of(EdgeGraph graph, double[] affinity) {
        int[] ids = ConnectedComponents.ofEdges(graph.size(),
                (axis, voxel, predecessor) -> affinity[graph.edge(axis, voxel)] > THRESHOLD);
        int[] sizes = new int[ids.length + 1];
        for (int id : ids) {
            sizes[id]++;
        }
        return new GroundTruthSegments(ids, sizes, ids.length - sizes[0]);
    }
}
