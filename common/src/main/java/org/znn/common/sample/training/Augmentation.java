package org.znn.common.sample.training;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * One of the 16 ways to see a patch (ZNN-SEMANTICS 7.5): flipped along z, y, x, then y and x exchanged.
 *
 * @param flipZ     first section last
 * @param flipY     first row last
 * @param flipX     first column last
 * @param transpose whether rows become columns
 */
record Augmentation(boolean flipZ, boolean flipY, boolean flipX, boolean transpose) {

    /** The patch as it is. */
    static final Augmentation NONE = new Augmentation(false, false, false, false);

    /** How many ways there are. */
    static final int COUNT = 16;

    /** The way of that number, 0 to 15; 0 is none. */
    static Augmentation of(int number) {
        return new Augmentation((number & 1) != 0, (number & 2) != 0, (number & 4) != 0, (number & 8) != 0);
    }

    /** Size that a patch of that size gets. */
    Vec3 size(Vec3 patch) {
        return transpose ? new Vec3(patch.z(), patch.x(), patch.y()) : patch;
    }

    /**
     * Where the voxels of a patch go in the flat array of the augmented one.
     *
     * @param patch size before
     */
    Walk walk(Vec3 patch) {
        Vec3 size = size(patch);
        int[] step = {size.y() * size.x(), transpose ? 1 : size.x(), transpose ? size.x() : 1};
        boolean[] flip = {flipZ, flipY, flipX};
        int base = 0;
        for (int axis = 0; axis < step.length; axis++) {
            if (flip[axis]) {
                base += (patch.get(axis) - 1) * step[axis];
                step[axis] = -step[axis];
            }
        }
        return new Walk(base, step[0], step[1], step[2]);
    }

    /**
     * The voxels that are left of a patch when, once augmented, its first ones are dropped along every axis.
     *
     * @param dropped along (z, y, x) of the augmented patch
     */
    Box kept(Box patch, Vec3 dropped) {
        Vec3 before = size(dropped);
        Vec3 low = new Vec3(flipZ ? 0 : before.z(), flipY ? 0 : before.y(), flipX ? 0 : before.x());
        return new Box(patch.start().plus(low), patch.size().minus(before));
    }

    /**
     * A flat index that is linear in the position: base + z·stepZ + y·stepY + x·stepX.
     *
     * @param base  of voxel 0,0,0
     * @param stepZ to the next section
     * @param stepY to the next row
     * @param stepX to the next column
     */
    record Walk(int base, int stepZ, int stepY, int stepX) {

        /** Index of the first voxel of a row. */
        int row(int z, int y) {
            return base + z * stepZ + y * stepY;
        }
    }
}
