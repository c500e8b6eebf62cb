package org.znn.common.sample.training;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;

/** A single-channel binary volume with one bit per voxel. Values above 0 and nonzero ids are stored as 1. */
final class BitVolume implements InMemoryVolume {

    private final int width;
    private final long[][] sections;

    BitVolume(Vec3 size) {
        width = size.x();
        sections = new long[size.z()][words(size)];
    }

    /** Returns the memory of a volume in bytes. */
    static long bytes(Vec3 size) {
        return (long) size.z() * words(size) * Long.BYTES;
    }

    @Override
    public long id(int z, int y, int x) {
        long bit = (long) y * width + x;
        return sections[z][(int) (bit >>> 6)] >>> bit & 1;
    }

    @Override
    public double get(int channel, int z, int y, int x) {
        return id(z, y, x);
    }

    @Override
    public void set(int channel, int z, int y, int x, double value) {
        setId(z, y, x, value > 0 ? 1 : 0);
    }

    @Override
    public void setId(int z, int y, int x, long id) {
        long bit = (long) y * width + x;
        long one = 1L << bit;
        if (id != 0) {
            sections[z][(int) (bit >>> 6)] |= one;
        } else {
            sections[z][(int) (bit >>> 6)] &= ~one;
        }
    }

    private static int words(Vec3 size) {
        return (int) IntMath.ceilDiv((long) size.y() * size.x(), Long.SIZE);
    }
}
