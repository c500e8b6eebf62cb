package org.znn.common.network;

import org.znn.common.geometry.Vec3;

/**
 * Storage order of kernel weights in ZNN's files: x slowest, z fastest, although the dataset's shape is (z, y, x)
 * (ZNN-SEMANTICS 2). In a kernel of kz x ky x kx, the weight at (z, y, x) is stored at index (x·ky + y)·kz + z.
 */
final class KernelStorageOrder {

    private KernelStorageOrder() {
    }

    /** Reorders consecutive kernels from the file's order to {@code [z][y][x]}. */
    static double[] toZyx(double[] stored, Vec3 size) {
        return reorder(stored, size.z(), size.y(), size.x(), true);
    }

    /** Reorders consecutive kernels from {@code [z][y][x]} to the file's order. */
    static double[] toStored(double[] values, Vec3 size) {
        return reorder(values, size.z(), size.y(), size.x(), false);
    }

    private static double[] reorder(double[] from, int kz, int ky, int kx, boolean toZyx) {
        double[] to = new double[from.length];
        int volume = kz * ky * kx;
        for (int kernel = 0; kernel < from.length; kernel += volume) {
            int zyx = kernel;
            for (int z = 0; z < kz; z++) {
                for (int y = 0; y < ky; y++) {
                    for (int x = 0; x < kx; x++, zyx++) {
                        int stored = kernel + (x * ky + y) * kz + z;
                        to[toZyx ? zyx : stored] = from[toZyx ? stored : zyx];
                    }
                }
            }
        }
        return to;
    }
}
