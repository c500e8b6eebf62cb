package org.znn.common.segmentation;

import org.znn.common.geometry.Vec3;

/**
 * Removes the boundaries of a segmentation, so that scores do not depend on their width: segments grow along the axes
 * in lockstep until they meet. Arganda-Carreras et al. 2015, "Crowdsourcing the creation of image segmentation
 * algorithms for connectomics", instead leave boundaries of one pixel.
 *
 * <p>The segment of a voxel at distance d from it depends on the segments within distance d alone: two voxels that are
 * reached at the same distance keep their order in the search when only a part of the volume is searched. A window of
 * sections therefore yields the same segments as the whole volume where d does not exceed the distance to its ends.
 */
public final class Thinning {

    private Thinning() {
    }

    /**
     * The sections of a volume that are in memory.
     *
     * @param size      size of the window (z, y, x)
     * @param first     first section whose segments are needed
     * @param end       section after the last whose segments are needed
     * @param openStart whether the volume has sections before the window
     * @param openEnd   whether the volume has sections after the window
     */
    public record Window(Vec3 size, int first, int end, boolean openStart, boolean openEnd) {

        /** Whether the nearest segment found at a distance from a voxel of section z is that of the whole volume. */
        boolean isExact(int z, int distance) {
            return (!openStart || distance <= z) && (!openEnd || distance <= size.z() - 1 - z);
        }
    }

    /**
     * Assigns every voxel without a segment (id 0) to the nearest segment by L1 distance, in place; of equally near
     * segments, the first to reach the voxel in a breadth-first search wins. A volume without segments stays unchanged.
     *
     * @param ids  segment ids as {@code [z][y][x]}
     * @param size size of the volume (z, y, x)
     */
    public static void thin(int[] ids, Vec3 size) {
        thin(ids, new Window(size, 0, 0, false, false), new int[0]);
    }

    /**
     * Assigns the voxels of a window like {@link #thin(int[], Vec3)}.
     *
     * @param ids    segment ids of the window as {@code [z][y][x]}
     * @param needed voxels whose segments are needed: those above 0, as {@code [z][y][x]} of the window
     * @return whether all needed voxels have the segment that they have in the whole volume; if not, a larger window is
     *         needed
     */
    public static boolean thin(int[] ids, Window window, int[] needed) {
        Vec3 size = window.size();
        int[] queue = new int[ids.length];
        int end = 0;
        for (int v = 0; v < ids.length; v++) {
            if (ids[v] != 0) {
                queue[end++] = v;
            }
        }
        int plane = size.y() * size.x();
        int distance = 0;
        int endOfDistance = end;
        boolean exact = true;
        for (int head = 0; head < end; head++) {
            if (head == endOfDistance) {
                distance++;
                endOfDistance = end;
            }
            int v = queue[head];
            int x = v % size.x();
            int y = v / size.x() % size.y();
            int z = v / plane;
            exact &= z < window.first() || z >= window.end() || needed[v] == 0 || window.isExact(z, distance);
            end = grow(ids, queue, end, v, z > 0, v - plane);
            end = grow(ids, queue, end, v, y > 0, v - size.x());
            end = grow(ids, queue, end, v, x > 0, v - 1);
            end = grow(ids, queue, end, v, x < size.x() - 1, v + 1);
            end = grow(ids, queue, end, v, y < size.y() - 1, v + size.x());
            end = grow(ids, queue, end, v, z < size.z() - 1, v + plane);
        }
        return exact && (end > 0 || !window.openStart() && !window.openEnd());
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
