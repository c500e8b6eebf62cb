package org.znn.common.sample.training;

import org.znn.common.geometry.Vec3;

/**
 * The label ids of an augmented patch.
 *
 * @param size size of the patch
 * @param data ids, x fastest
 */
record PatchLabelIds(Vec3 size, long[] data) implements LabelIds {

    /**
     * Cuts a patch and augments it.
     *
     * @param first  position of the first voxel in the label
     * @param stride label voxels between neighbouring voxels of the patch
     * @param size   size of the patch before augmentation
     */
    static PatchLabelIds cut(LabelIds from, Vec3 first, Vec3 stride, Vec3 size, Augmentation augmentation) {
        long[] data = new long[Math.toIntExact(size.product())];
        Augmentation.StridedIndex target = augmentation.stridedIndex(size);
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                int index = target.rowStart(z, y);
                for (int x = 0; x < size.x(); x++) {
                    data[index] = from.id(first.z() + z * stride.z(), first.y() + y * stride.y(),
                            first.x() + x * stride.x());
                    index += target.strideX();
                }
            }
        }
        return new PatchLabelIds(augmentation.size(size), data);
    }

    @Override
    public long id(int z, int y, int x) {
        return data[(z * size.y() + y) * size.x() + x];
    }
}
