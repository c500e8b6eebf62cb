package org.znn.common.sample.training;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * One of the 16 augmentations of a patch (ZNN-SEMANTICS 7.5): optional flips along z, y and x, followed by an optional
 * transposition of y and x.
 *
 * @param flipZ     whether the order of the sections is reversed
 * @param flipY     whether the order of the rows is reversed
 * @param flipX     whether the order of the columns is reversed
 * @param transpose whether rows and columns are exchanged
 */
record Augmentation(boolean flipZ, boolean flipY, boolean flipX, boolean transpose) {

    /** Leaves the patch unchanged. */
    static final Augmentation NONE = new Augmentation(false, false, false, false);

    /** Number of augmentations. */
    static final int COUNT = 16;

    /**
     * Decodes an augmentation from four bits.
     *
     * @param index 0 to 15; bits 0 to 3 select flipZ, flipY, flipX and transpose, so 0 is {@link #NONE}
     */
    static Augmentation of(int index) {
        return new Augmentation((index & 1) != 0, (index & 2) != 0, (index & 4) != 0, (index & 8) != 0);
    }

    /** Returns the size of the augmented patch. */
    Vec3 size(Vec3 patch) {
        return transpose ? new Vec3(patch.z(), patch.x(), patch.y()) : patch;
    }

    /**
     * Maps positions in the original patch to indices into the flat array of the augmented patch.
     *
     * @param patch size of the original patch
     */
    StridedIndex stridedIndex(Vec3 patch) {
        Vec3 size = size(patch);
        int[] stride = {size.y() * size.x(), transpose ? 1 : size.x(), transpose ? size.x() : 1};
        boolean[] flip = {flipZ, flipY, flipX};
        int base = 0;
        for (int axis = 0; axis < stride.length; axis++) {
            if (flip[axis]) {
                base += (patch.get(axis) - 1) * stride[axis];
                stride[axis] = -stride[axis];
            }
        }
        return new StridedIndex(base, stride[0], stride[1], stride[2]);
    }

    /**
     * Shrinks a patch before augmentation such that the augmented patch lacks its leading voxels along each axis.
     *
     * @param patch   box of the original patch
     * @param dropped leading voxels to drop along (z, y, x) of the augmented patch
     * @return the voxels of the original patch that remain
     */
    Box withoutLeading(Box patch, Vec3 dropped) {
        Vec3 before = size(dropped);
        Vec3 low = new Vec3(flipZ ? 0 : before.z(), flipY ? 0 : before.y(), flipX ? 0 : before.x());
        return new Box(patch.start().plus(low), patch.size().minus(before));
    }

    /**
     * A flat index that is linear in the position: {@code base + z * strideZ + y * strideY + x * strideX}. Strides of
     * flipped axes are negative.
     *
     * @param base    index of voxel 0,0,0
     * @param strideZ distance between neighbouring sections, in elements
     * @param strideY distance between neighbouring rows, in elements
     * @param strideX distance between neighbouring columns, in elements
     */
    record StridedIndex(int base, int strideZ, int strideY, int strideX) {

        /** Returns the index of the first voxel of a row. */
        int rowStart(int z, int y) {
            return base + z * strideZ + y * strideY;
        }
    }
}
