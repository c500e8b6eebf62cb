package org.znn.driver.evaluate;

import org.znn.common.geometry.Vec3;

/**
 * The edges of a channel of an affinity map: its value at a voxel is the probability that the voxel and another one
 * belong together.
 *
 * @param channel channel of the map
 * @param offset  position (z, y, x) of the other voxel relative to the voxel; not zero
 */
record AffinityEdge(int channel, Vec3 offset) {

    /** Whether the voxels are no neighbours along an axis. */
    boolean isLongRange() {
        return Math.abs((long) offset.z()) + Math.abs((long) offset.y()) + Math.abs((long) offset.x()) > 1;
    }

    /** Returns the number of sections between the two voxels. */
    int sections() {
        return Math.abs(offset.z());
    }
}
