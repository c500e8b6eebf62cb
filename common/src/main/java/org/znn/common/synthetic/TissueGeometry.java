package org.znn.common.synthetic;

import org.znn.common.geometry.Vec3;

/**
 * The size of a volume, of its voxels and of its cells.
 *
 * @param size  voxels (z, y, x)
 * @param voxel edges of a voxel in nanometres (z, y, x)
 * @param cell  mean distance between the seeds of cells in nanometres
 */
public record TissueGeometry(Vec3 size, Vec3 voxel, int cell) {

    /** Voxels of serial-section microscopy, cells as in fly neuropil. */
    public static final Vec3 SERIAL_SECTIONS = new Vec3(40, 4, 4);
    public static final int USUAL_CELL = 240;
    public static final int LEAST_CELL = 100;
    private static final double MOST_SEEDS = 0x1p32;

    public TissueGeometry {
        if (!size.isPositive() || !voxel.isPositive()) {
            throw new IllegalArgumentException(size + " voxels of " + voxel + " nm: sizes are at least 1");
        }
        if (cell < LEAST_CELL) {
            throw new IllegalArgumentException("cells of " + cell + " nm: at least " + LEAST_CELL + " are needed");
        }
        double seeds = 1;
        for (int axis = 0; axis < 3; axis++) {
            seeds *= seedsAlong(size.get(axis), voxel.get(axis), cell);
        }
        if (seeds >= MOST_SEEDS) {
            throw new IllegalArgumentException("so many cells that uint32 cannot number them: make them larger");
        }
    }

    /** Seeds along each axis that the volume may see, those just outside included. */
    Vec3 seedGrid() {
        return new Vec3((int) seedsAlong(size.z(), voxel.z(), cell), (int) seedsAlong(size.y(), voxel.y(), cell),
                (int) seedsAlong(size.x(), voxel.x(), cell));
    }

    /** Voxels along z that are as long as the given number of voxels along x, at least 1. */
    int sections(int alongX) {
        return Math.max(1, Math.round((float) alongX * voxel.x() / voxel.z()));
    }

    private static long seedsAlong(int voxels, int edge, int cell) {
        return (long) voxels * edge / cell + 1 + 2 * SeedBlock.MARGIN;
    }
}
