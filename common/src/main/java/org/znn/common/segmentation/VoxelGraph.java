package org.znn.common.segmentation;

/**
 * A slab of a voxel grid with edges between voxels. A voxel is named by its index in {@code [z][y][x]}, counted from
 * the first voxel of the slab; voxels of the planes before the slab have negative indices.
 */
public interface VoxelGraph {

    /** Receives an edge. */
    @FunctionalInterface
    interface EdgeVisitor {

        void visit(int voxel, int other);
    }

    /** Number of voxels of the slab. */
    int voxels();

    /** Whether a voxel belongs to a component even without edges. */
    boolean isInside(int voxel);

    /** Visits the edges of which at least one voxel lies in the slab, each at least once. */
    void forEachEdge(EdgeVisitor visitor);
}
