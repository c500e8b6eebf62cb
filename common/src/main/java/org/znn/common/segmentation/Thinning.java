package org.znn.common.segmentation;

import org.znn.common.geometry.Vec3;

/**
 * Thins the boundaries of a segmentation away, so that their width does not count: segments grow in step, along the
 * axes, until they meet (Arganda-Carreras et al. 2015, "Crowdsourcing the creation of image segmentation algorithms for
 * connectomics", which leaves lines of one pixel).
 */
public final class Thinning {

    private Thinning() {
    }

    /**
     * Gives every voxel without a segment (0), in place, the id of the nearest segment: the fewest steps along axes, of
     * several the one that reaches it first. Without any segment, nothing changes.
     *
     * @param ids  in the order (z, y, x)
     * @param size of the volume (z, y, x)
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
        for (int at = 0; at < end; at++) {
            int v = queue[at];
            int x = v % size.x();
            int y = v / size.x() % size.y();
            int z = v / plane;
            end = reach(ids, queue, end, v, z > 0, v - plane);
            end = reach(ids, queue, end, v, y > 0, v - size.x());
            end = reach(ids, queue, end, v, x > 0, v - 1);
            end = reach(ids, queue, end, v, x < size.x() - 1, v + 1);
            end = reach(ids, queue, end, v, y < size.y() - 1, v + size.x());
            end = reach(ids, queue, end, v, z < size.z() - 1, v + plane);
        }
    }

    private static int reach(int[] ids, int[] queue, int end, int from, boolean exists, int to) {
        if (!exists || ids[to] != 0) {
            return end;
        }
        ids[to] = ids[from];
        queue[end] = to;
        return end + 1;
    }
}
