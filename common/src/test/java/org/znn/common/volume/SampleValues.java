package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/** The values of the sample volumes, computed as in {@code make_samples.py}. */
public final class SampleValues {

    /** Size of every sample volume with three axes. */
    public static final Vec3 SIZE = new Vec3(3, 5, 6);

    private static final long SPREAD = -7046029254386353131L;

    private SampleValues() {
    }

    /** Returns the value of a voxel as float64; 64-bit integers are rounded. */
    public static double value(ElementType type, int c, int z, int y, int x) {
        if (type.isInteger()) {
            long id = id(type, c, z, y, x);
            return type == ElementType.UINT64 && id < 0 ? (id >>> 1 | id & 1) * 2.0 : id;
        }
        return (n(c, z, y, x) % 2048 - 1024) / 64.0;
    }

    /** Returns the value of a voxel as an integer. */
    public static long id(ElementType type, int c, int z, int y, int x) {
        int unused = Long.SIZE - type.bytes() * Byte.SIZE;
        long bits = n(c, z, y, x) * SPREAD;
        return type.isSigned() ? bits >> unused : bits >>> unused;
    }

    private static long n(int c, int z, int y, int x) {
        return ((c * 7L + z) * 31 + y) * 17 + x * 3L;
    }
}
