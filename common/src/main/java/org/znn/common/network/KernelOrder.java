package org.znn.common.network;

import org.znn.common.geometry.Vec3;

/**
 * The order in which ZNN's files store the weights of a kernel: x slowest, z fastest, although the dataset's shape says
 * (z, y, x) (ZNN-SEMANTICS 2). The element at z, y, x stands at (x·ky + y)·kz + z.
 */
final class KernelOrder {

    private KernelOrder() {
    }

    /** From the file's order to (z, y, x), for so many kernels one after the other. */
    static double[] toZyx(double[] stored, Vec3 size) {
        return reorder(stored, size.z(), size.y(), size.x(), true);
    }

    /** From (z, y, x) to the file's order, for so many kernels one after the other. */
    static double[] toStored(double[] values, Vec3 size) {
        return reorder(values, size.z(), size.y(), size.x(), false);
    }

    private static double[] reorder(double[] from, int kz, int ky, int kx, boolean undo) {
        double[] to = new double[from.length];
        int volume = kz * ky * kx;
        for (int kernel = 0; kernel < from.length; kernel += volume) {
            int zyx = kernel;
            for (int z = 0; z < kz; z++) {
                for (int y = 0; y < ky; y++) {
                    for (int x = 0; x < kx; x++, zyx++) {
                        int stored = kernel + (x * ky + y) * kz + z;
                        to[undo ? zyx : stored] = from[undo ? stored : zyx];
                    }
                }
            }
        }
        return to;
    }
}
