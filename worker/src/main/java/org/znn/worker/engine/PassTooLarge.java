package org.znn.worker.engine;

import org.znn.common.geometry.Vec3;

/** A pass of the size asked for cannot be computed at all: some node would need more numbers than an array can hold. */
public final class PassTooLarge extends RuntimeException {

    private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8L;

    private final String node;

    PassTooLarge(String node, int channels, Vec3 size) {
        super("'" + node + "' would need " + channels + " maps of " + size
                + " voxels, more than the 2^31 - 9 numbers of one array; choose a smaller output size");
        this.node = node;
    }

    /** Name of the node (or edge) that is too large. */
    public String node() {
        return node;
    }

    static void check(String node, int channels, Vec3 size) {
        // In floating point: the product of three sizes may pass even a long.
        double numbers = (double) channels * size.z() * size.y() * size.x();
        if (!size.isPositive() || numbers > MOST_NUMBERS) {
            throw new PassTooLarge(node, channels, size);
        }
    }
}
