package org.znn.common.segmentation;

import java.util.function.IntPredicate;
import org.znn.common.geometry.Vec3;

/** Labels connected components of a voxel grid. Neighbours are adjacent along an axis: 6 in 3-D, 4 in 2-D. */
public final class ConnectedComponents {

    private ConnectedComponents() {
    }

    /** Decides which neighbours are connected. */
    @FunctionalInterface
    public interface EdgePredicate {

        /**
         * Whether the edge between a voxel and its predecessor along an axis exists.
         *
         * @param axis        axis: 0 (z), 1 (y) or 2 (x)
         * @param voxel       index of the voxel in {@code [z][y][x]}
         * @param predecessor index of the predecessor
         */
        boolean connects(int axis, int voxel, int predecessor);
    }

    /** Visits pairs of neighbours; the parameters are those of {@link EdgePredicate#connects}. */
    @FunctionalInterface
    public interface EdgeVisitor {

        void visit(int axis, int voxel, int predecessor);
    }

    /**
     * Labels the connected components of a mask.
     *
     * @param inside whether the voxel at an index of {@code [z][y][x]} is inside the mask
     * @return the component of each voxel, numbered from 1 in the order of their first voxels; 0 outside the mask
     */
    public static int[] ofMask(Vec3 size, IntPredicate inside) {
        DisjointSets sets = union(size, (axis, voxel, predecessor) -> inside.test(voxel) && inside.test(predecessor));
        return assignIds(sets, size, inside);
    }

    /**
     * Labels the components connected by edges.
     *
     * @return the component of each voxel, numbered from 1 in the order of their first voxels; 0 for an isolated voxel
     */
    public static int[] ofEdges(Vec3 size, EdgePredicate edges) {
        DisjointSets sets = union(size, edges);
        return assignIds(sets, size, v -> sets.setSize(v) > 1);
    }

    /**
     * Labels the connected components of a graph over a whole volume.
     *
     * @return the component of each voxel, numbered from 1 in the order of their first voxels; 0 for a voxel that is
     *         neither inside nor joined to another
     */
    public static int[] ofGraph(VoxelGraph graph) {
        return SlabComponents.label(graph);
    }

    /** Visits all pairs of neighbours, ordered by the (z, y, x) position of the later voxel, then by axis z, y, x. */
    public static void forEachEdge(Vec3 size, EdgeVisitor visitor) {
        int plane = size.y() * size.x();
        int voxel = 0;
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    if (z > 0) {
                        visitor.visit(0, voxel, voxel - plane);
                    }
                    if (y > 0) {
                        visitor.visit(1, voxel, voxel - size.x());
                    }
                    if (x > 0) {
                        visitor.visit(2, voxel, voxel - 1);
                    }
                    voxel++;
                }
            }
        }
    }

    private static DisjointSets union(Vec3 size, EdgePredicate edges) {
        DisjointSets sets = new DisjointSets(Math.toIntExact(size.product()));
        forEachEdge(size, (axis, voxel, predecessor) -> {
            if (edges.connects(axis, voxel, predecessor)) {
                sets.union(voxel, predecessor);
            }
        });
        return sets;
    }

    private static int[] assignIds(DisjointSets sets, Vec3 size, IntPredicate included) {
        int[] ids = new int[Math.toIntExact(size.product())];
        int[] idOfRoot = new int[ids.length];
        int last = 0;
        for (int v = 0; v < ids.length; v++) {
            if (included.test(v)) {
                int root = sets.find(v);
                if (idOfRoot[root] == 0) {
                    idOfRoot[root] = ++last;
                }
                ids[v] = idOfRoot[root];
            }
        }
        return ids;
    }
}
