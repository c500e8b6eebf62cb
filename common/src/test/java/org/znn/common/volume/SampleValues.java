package org.znn.common.volume;

import org.znn.common.geometry.Vec3;

/** The numbers of the sample volumes, computed as {@code make_samples.py} does. */
public final class SampleValues {

    /** Of every sample volume with three axes. */
    public static final Vec3 SIZE = new Vec3(3, 5, 6);

    private static final long SPREAD = -7046029254386353131L;

    private SampleValues() {
    }

    /** The number at one place as float64; 64-bit numbers are rounded. */
    public static double number(ElementType type, int c, int z, int y, int x) {
        if (type.isInteger()) {
            long id = id(type, c, z, y, x);
            return type == ElementType.UINT64 && id < 0 ? (id >>> 1 | id & 1) * 2.0 : id;
        }
        return (n(c, z, y, x) % 2048 - 1024) / 64.0;
    }

    /** The whole number at one place. */
    public static long id(ElementType type, int c, int z, int y, int x) {
        int unused = Long.SIZE - type.bytes() * Byte.SIZE;
        long bits = n(c, z, y, x) * SPREAD;
        return type.isSigned() ? bits >> unused : bits >>> unused;
    }

    private static long n(int c, int z, int y, int x) {
        return ((c * 7L + z) * 31 + y) * 17 + x * 3L;
    }
}
