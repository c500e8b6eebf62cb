package org.znn.common.segmentation;

import org.znn.common.geometry.Vec3;

/**
 * Removes the boundaries of a segmentation, so that scores do not depend on their width: segments grow along the axes
 * in lockstep until they meet. Arganda-Carreras et al. 2015, "Crowdsourcing the creation of image segmentation
 * algorithms for connectomics", instead leave boundaries of one pixel.
 */
public final class Thinning {

    private Thinning() {
    }

    /**
     * Assigns every voxel without a segment (id 0) to the nearest segment by L1 distance, in place; of equally near
     * segments, the first to reach the voxel in a breadth-first search wins. A volume without segments stays unchanged.
     *
     * @param ids  segment ids as {@code [z][y][x]}
     * @param size size of the volume (z, y, x)
     */
    public static void thin(int[] ids, Vec3 size) {
        int[] queue = new int[ids.length];
        int end = 0;
        for (int v = 0; v < ids.length; v++) {
            if (ids[v] != 0) {
                queue[end++] = v;
            }
        }
        int plane = size.y() * size.x();
        for (int head = 0; head < end; head++) {
            int v = queue[head];
            int x = v % size.x();
            int y = v / size.x() % size.y();
            int z = v / plane;
            end = grow(ids, queue, end, v, z > 0, v - plane);
            end = grow(ids, queue, end, v, y > 0, v - size.x());
            end = grow(ids, queue, end, v, x > 0, v - 1);
            end = grow(ids, queue, end, v, x < size.x() - 1, v + 1);
            end = grow(ids, queue, end, v, y < size.y() - 1, v + size.x());
            end = grow(ids, queue, end, v, z < size.z() - 1, v + plane);
        }
    }

    /** Extends a segment to a neighbour that has none, and returns the new end of the queue. */
    private static int grow(int[] ids, int[] queue, int end, int from, boolean exists, int to) {
        if (!exists || ids[to] != 0) {
            return end;
        }
        ids[to] = ids[from];
        queue[end] = to;
        return end + 1;
    }
}
