package org.znn.worker.cost;

import org.znn.common.segmentation.Components;

/**
 * The segments that true affinities make: voxels connected by edges above 0.5. A voxel on its own is boundary.
 *
 * @param ids    of each voxel, 0 for boundary
 * @param sizes  voxels of each id, and of the boundary
 * @param voxels that are not boundary
 */
record TrueSegments(int[] ids, int[] sizes, long voxels) {

    private static final double THRESHOLD = 0.5;

    static TrueSegments of(EdgeGraph graph, double[] affinity) {
        int[] ids = Components.ofEdges(graph.size(),
                (axis, voxel, before) -> affinity[graph.edge(axis, voxel)] > THRESHOLD);
        int[] sizes = new int[ids.length + 1];
        for (int id : ids) {
            sizes[id]++;
        }
        return new TrueSegments(ids, sizes, ids.length - sizes[0]);
    }
}
