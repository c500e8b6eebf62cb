package org.znn.worker.cost;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * The edges between neighbouring voxels (ZNN-SEMANTICS 6). An edge is identified by the index of its value in an
 * affinity volume {@code [channel][z][y][x]} with the channels x, y, z: the channel of its axis at the later of its two
 * voxels. Voxels at coordinate 0 of an axis have no predecessor, so their values in its channel belong to no edge.
 */
final class EdgeGraph {

    static final int CHANNELS = 3;

    private final Vec3 size;
    private final int voxels;

    EdgeGraph(Vec3 size) {
        this.size = size;
        this.voxels = Volume.elements(CHANNELS, size) / CHANNELS;
    }

    Vec3 size() {
        return size;
    }

    int voxels() {
        return voxels;
    }

    /** Returns the edge between a voxel and its predecessor along an axis (0 z, 1 y, 2 x). */
    int edge(int axis, int voxel) {
        return reverseAxis(axis) * voxels + voxel;
    }

    int voxel(int edge) {
        return edge % voxels;
    }

    int predecessor(int edge) {
        return voxel(edge) - stride(reverseAxis(edge / voxels));
    }

    /** Returns all edges in tie-breaking order: by descending predecessor, then by descending voxel. */
    int[] edges() {
        int[] edges = new int[CHANNELS * voxels];
        int n = 0;
        for (int predecessor = voxels - 1; predecessor >= 0; predecessor--) {
            for (int channel = CHANNELS - 1; channel >= 0; channel--) {
                int axis = reverseAxis(channel);
                if (predecessor / stride(axis) % size.get(axis) < size.get(axis) - 1) {
                    edges[n++] = edge(axis, predecessor + stride(axis));
                }
            }
        }
        return Arrays.copyOf(edges, n);
    }

    /** Converts a channel (0 x, 1 y, 2 z) to its axis (0 z, 1 y, 2 x), and an axis to its channel. */
    private static int reverseAxis(int axis) {
        return CHANNELS - 1 - axis;
    }

    /** Returns the index difference between neighbours along an axis. */
    private int stride(int axis) {
        return switch (axis) {
            case 0 -> size.y() * size.x();
            case 1 -> size.x();
            default -> 1;
        };
    }
}
