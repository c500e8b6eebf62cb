package org.znn.worker.cost;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/**
 * The edges between neighbouring voxels (ZNN-SEMANTICS 6). An edge is known by where its value stands in the flat
 * array of an affinity volume with the channels x, y, z: at the channel of its axis and at the later of its two
 * voxels. A value at index 0 of its axis is no edge.
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

    /** The edge between a voxel and the one before it along an axis (0 z, 1 y, 2 x). */
    int edge(int axis, int voxel) {
        return axis(axis) * voxels + voxel;
    }

    int voxel(int edge) {
        return edge % voxels;
    }

    int predecessor(int edge) {
        return voxel(edge) - step(axis(edge / voxels));
    }

    /** Every edge, in the order that settles ties: the later predecessor first, then the later voxel. */
    int[] edges() {
        int[] edges = new int[CHANNELS * voxels];
        int n = 0;
        for (int predecessor = voxels - 1; predecessor >= 0; predecessor--) {
            for (int channel = CHANNELS - 1; channel >= 0; channel--) {
                int axis = axis(channel);
                if (predecessor / step(axis) % size.get(axis) < size.get(axis) - 1) {
                    edges[n++] = edge(axis, predecessor + step(axis));
                }
            }
        }
        return Arrays.copyOf(edges, n);
    }

    /** The axis (0 z, 1 y, 2 x) of a channel, and the other way round. */
    private static int axis(int channel) {
        return CHANNELS - 1 - channel;
    }

    /** How far apart two neighbours along an axis stand in the flat array. */
    private int step(int axis) {
        return switch (axis) {
            case 0 -> size.y() * size.x();
            case 1 -> size.x();
            default -> 1;
        };
    }
}
