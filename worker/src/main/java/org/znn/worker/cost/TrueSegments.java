package org.znn.worker.cost;

import org.znn.common.segmentation.DisjointSets;

/**
 * The segments that true affinities make: voxels connected by edges above 0.5. A voxel on its own is boundary.
 *
 * @param ids    of each voxel, 0 for boundary
 * @param sizes  voxels of each id; of 0 not told
 * @param voxels that are not boundary
 */
record TrueSegments(int[] ids, int[] sizes, long voxels) {

    private static final double THRESHOLD = 0.5;

    static TrueSegments of(EdgeGraph graph, double[] affinity) {
        int n = graph.voxels();
        DisjointSets sets = new DisjointSets(n);
        for (int edge : graph.edges()) {
            if (affinity[edge] > THRESHOLD) {
                sets.join(graph.predecessor(edge), graph.voxel(edge));
            }
        }
        int[] idOfRoot = new int[n];
        int[] ids = new int[n];
        int[] sizes = new int[n + 1];
        int last = 0;
        long inside = 0;
        for (int v = 0; v < n; v++) {
            int root = sets.find(v);
            if (sets.sizeOf(root) > 1) {
                if (idOfRoot[root] == 0) {
                    idOfRoot[root] = ++last;
                    sizes[last] = sets.sizeOf(root);
                }
                ids[v] = idOfRoot[root];
                inside++;
            }
        }
        return new TrueSegments(ids, sizes, inside);
    }
}
