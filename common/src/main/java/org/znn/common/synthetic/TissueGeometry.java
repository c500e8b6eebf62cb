package org.znn.common.synthetic;

import org.znn.common.geometry.Vec3;

/**
 * Dimensions of a synthetic volume.
 *
 * @param size  size of the volume in voxels (z, y, x)
 * @param voxel size of a voxel in nanometres (z, y, x)
 * @param cell  mean distance between cell seeds in nanometres
 */
public record TissueGeometry(Vec3 size, Vec3 voxel, int cell) {

    /** Voxel size of serial-section microscopy in nanometres (z, y, x). */
    public static final Vec3 SERIAL_SECTIONS = new Vec3(40, 4, 4);
    /** Distance of cell seeds that resembles fly neuropil, in nanometres. */
    public static final int DEFAULT_CELL = 240;
    public static final int MIN_CELL = 100;
    private static final double MAX_SEEDS = 0x1p32;

    public TissueGeometry {
        if (!size.isPositive() || !voxel.isPositive()) {
            throw new IllegalArgumentException(size + " voxels of " + voxel + " nm: sizes must be at least 1");
        }
        if (cell < MIN_CELL) {
            throw new IllegalArgumentException("cells of " + cell + " nm: must be at least " + MIN_CELL + " nm");
        }
        double seeds = 1;
        for (int axis = 0; axis < 3; axis++) {
            seeds *= seedsAlong(size.get(axis), voxel.get(axis), cell);
        }
        if (seeds >= MAX_SEEDS) {
            throw new IllegalArgumentException("too many cells for uint32 labels; make the cells larger");
        }
    }

    /** Returns the number of seeds along each axis, including those outside that affect voxels inside. */
    Vec3 seedGrid() {
        return new Vec3((int) seedsAlong(size.z(), voxel.z(), cell), (int) seedsAlong(size.y(), voxel.y(), cell),
                (int) seedsAlong(size.x(), voxel.x(), cell));
    }

    /** Returns the number of sections, at least 1, that span the same length as a number of voxels along x. */
    int sectionsSpanning(int voxelsAlongX) {
        return Math.max(1, Math.round((float) voxelsAlongX * voxel.x() / voxel.z()));
    }

    private static long seedsAlong(int voxels, int edge, int cell) {
        return (long) voxels * edge / cell + 1 + 2 * SeedBlock.MARGIN;
    }
}
