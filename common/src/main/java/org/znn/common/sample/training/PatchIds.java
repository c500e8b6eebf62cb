package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/**
 * The ids of a patch.
 *
 * @param size of the patch
 * @param data flat, x fastest
 */
record PatchIds(Vec3 size, long[] data) implements Ids {

    /**
     * Cuts a patch, augmented.
     *
     * @param first  voxel
     * @param stride from one voxel of the patch to the next
     * @param size   of the patch before it is augmented
     */
    static PatchIds cut(Ids from, Vec3 first, Vec3 stride, Vec3 size, Augmentation augmentation) {
        long[] data = new long[Math.toIntExact(size.product())];
        Augmentation.Walk walk = augmentation.walk(size);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int to = walk.row(z, y);
                for (int x = 0; x < size.x(); x++) {
                    data[to] = from.id(first.z() + z * stride.z(), first.y() + y * stride.y(),
                            first.x() + x * stride.x());
                    to += walk.stepX();
                }
            }
        }
        return new PatchIds(augmentation.size(size), data);
    }

    @Override
    public long id(int z, int y, int x) {
        return data[(z * size.y() + y) * size.x() + x];
    }
}
