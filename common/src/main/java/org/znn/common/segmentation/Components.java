package org.znn.common.segmentation;

import java.util.function.IntPredicate;
import org.znn.common.geometry.Vec3;

/** Finds the segments that edges between neighbouring voxels make (along axes: 4 neighbours in a plane, else 6). */
public final class Components {

    private Components() {
    }

    /** What holds voxels together. */
    @FunctionalInterface
    public interface Edges {

        /**
         * Whether a voxel is joined with the one before it.
         *
         * @param axis   0 (z), 1 (y), 2 (x)
         * @param voxel  position in the flat array (z, y, x)
         * @param before position of its predecessor along the axis
         */
        boolean joined(int axis, int voxel, int before);
    }

    /** Told of neighbours, as {@link Edges} is asked. */
    @FunctionalInterface
    public interface EdgeVisitor {

        void visit(int axis, int voxel, int before);
    }

    /**
     * Neighbours that are both inside, joined.
     *
     * @param inside by position in the flat array (z, y, x)
     * @return the segment of each voxel, from 1 on by their first voxels; 0 outside
     */
    public static int[] ofMask(Vec3 size, IntPredicate inside) {
        DisjointSets sets = joined(size, (axis, voxel, before) -> inside.test(voxel) && inside.test(before));
        return ids(sets, size, inside);
    }

    /**
     * Neighbours with an edge between them, joined.
     *
     * @return the segment of each voxel, from 1 on by their first voxels; 0 for a voxel without any edge
     */
    public static int[] ofEdges(Vec3 size, Edges edges) {
        DisjointSets sets = joined(size, edges);
        return ids(sets, size, v -> sets.sizeOf(v) > 1);
    }

    /** Visits every pair of neighbours, in the order (z, y, x) of the later one. */
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

    private static DisjointSets joined(Vec3 size, Edges edges) {
        DisjointSets sets = new DisjointSets(Math.toIntExact(size.product()));
        forEachEdge(size, (axis, voxel, before) -> {
            if (edges.joined(axis, voxel, before)) {
                sets.join(voxel, before);
            }
        });
        return sets;
    }

    private static int[] ids(DisjointSets sets, Vec3 size, IntPredicate counts) {
        int[] ids = new int[Math.toIntExact(size.product())];
        int[] idOfRoot = new int[ids.length];
        int last = 0;
        for (int v = 0; v < ids.length; v++) {
            if (counts.test(v)) {
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
