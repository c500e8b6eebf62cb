package org.znn.common.synthetic;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * The seeds of cells in and around a box: one in each cube of a grid, at a random place, with a weight that makes some
 * cells larger. Neighbouring seeds may belong to one segment: each seed is its own or joins one of the three before it,
 * which grows branching processes that run on along z above all.
 */
final class SeedBlock {

    /** Cubes of the grid beyond the volume that are seen from inside. */
    static final int MARGIN = 4;
    /** Cubes around a point that hold every seed that can be near it. */
    private static final int REACH = 2;

    private static final float JOIN_Z = 0.48f;
    private static final float JOIN_Y = 0.13f;
    private static final float JOIN_X = 0.13f;
    private static final float GREATEST_WEIGHT = 0.7f;
    private static final float ORGANELLES = 0.4f;

    /** Lowest cube (z, y, x) and the number of cubes along each axis. */
    private final Vec3 first;
    private final Vec3 count;
    /** Positions in nanometres. */
    final double[] z;
    final double[] y;
    final double[] x;
    /** What is taken off the square of a distance, in square nanometres. */
    final float[] weight;
    /** Of the segment a seed belongs to, from 1; uint32. */
    final int[] segment;
    /** Uniform in 0..1, one a segment. */
    final float[] tone;
    /** Radius of the mitochondrion around the seed in nanometres; 0 for none. */
    final float[] organelle;
    private final TissueGeometry geometry;
    private final PositionHash place;
    private final PositionHash kind;
    private final PositionHash joins;
    private final Vec3 grid;

    /**
     * The seeds that voxels of the box can see.
     *
     * @param warp nanometres by which a voxel's place may be displaced, less than an edge of the grid
     */
    SeedBlock(long seed, TissueGeometry geometry, Box box, float warp) {
        this.geometry = geometry;
        place = new PositionHash(seed, 1);
        kind = new PositionHash(seed, 2);
        joins = new PositionHash(seed, 3);
        grid = geometry.seedGrid();
        Vec3 last = box.end().minus(1);
        first = cube(box.start(), -warp).minus(REACH);
        count = cube(last, warp).plus(REACH + 1).minus(first);
        int n = Math.toIntExact(count.product());
        z = new double[n];
        y = new double[n];
        x = new double[n];
        weight = new float[n];
        segment = new int[n];
        tone = new float[n];
        organelle = new float[n];
        int i = 0;
        for (int gz = 0; gz < count.z(); gz++) {
            for (int gy = 0; gy < count.y(); gy++) {
                for (int gx = 0; gx < count.x(); gx++) {
                    plant(i++, first.plus(new Vec3(gz, gy, gx)));
                }
            }
        }
    }

    private Vec3 cube(Vec3 voxel, float beyond) {
        Vec3 edge = geometry.voxel();
        return new Vec3(cube((double) voxel.z() * edge.z() + beyond), cube((double) voxel.y() * edge.y() + beyond),
                cube((double) voxel.x() * edge.x() + beyond));
    }

    private int cube(double nanometres) {
        return (int) Math.floor(nanometres / geometry.cell());
    }

    private void plant(int i, Vec3 cube) {
        int cell = geometry.cell();
        long where = place.bits(cube.z(), cube.y(), cube.x());
        long what = kind.bits(cube.z(), cube.y(), cube.x());
        z[i] = (cube.z() + (double) PositionHash.uniform(where, 0)) * cell;
        y[i] = (cube.y() + (double) PositionHash.uniform(where, 1)) * cell;
        x[i] = (cube.x() + (double) PositionHash.uniform(what, 0)) * cell;
        float u = PositionHash.uniform(what, 1);
        weight[i] = GREATEST_WEIGHT * u * u * cell * cell;
        Vec3 root = root(cube);
        segment[i] = (int) (1 + ((long) (root.z() + MARGIN) * grid.y() + root.y() + MARGIN) * grid.x()
                + root.x() + MARGIN);
        tone[i] = PositionHash.uniform(place.bits(root.z(), root.y(), ~root.x()), 0);
        long inside = kind.bits(cube.z(), ~cube.y(), cube.x());
        organelle[i] = u < 0.35f || PositionHash.uniform(inside, 0) > ORGANELLES ? 0
                : cell * (0.25f + 0.2f * PositionHash.uniform(inside, 1));
    }

    /** The seed that stands for the segment a seed belongs to. */
    private Vec3 root(Vec3 cube) {
        Vec3 c = cube;
        while (true) {
            float u = PositionHash.uniform(joins.bits(c.z(), c.y(), c.x()), 0);
            Vec3 next;
            if (u < JOIN_Z) {
                next = c.minus(new Vec3(1, 0, 0));
            } else if (u < JOIN_Z + JOIN_Y) {
                next = c.minus(new Vec3(0, 1, 0));
            } else if (u < JOIN_Z + JOIN_Y + JOIN_X) {
                next = c.minus(new Vec3(0, 0, 1));
            } else {
                return c;
            }
            if (!next.allAtLeast(Vec3.cube(-MARGIN))) {
                return c;
            }
            c = next;
        }
    }

    /** Indices of the seeds in the cubes around a point given in nanometres; returns how many. */
    int around(double pz, double py, double px, int[] indices) {
        int z0 = cube(pz) - REACH - first.z();
        int y0 = cube(py) - REACH - first.y();
        int x0 = cube(px) - REACH - first.x();
        int n = 0;
        for (int gz = Math.max(0, z0); gz <= Math.min(count.z() - 1, z0 + 2 * REACH); gz++) {
            for (int gy = Math.max(0, y0); gy <= Math.min(count.y() - 1, y0 + 2 * REACH); gy++) {
                for (int gx = Math.max(0, x0); gx <= Math.min(count.x() - 1, x0 + 2 * REACH); gx++) {
                    indices[n++] = (gz * count.y() + gy) * count.x() + gx;
                }
            }
        }
        return n;
    }

    /** Room that {@link #around} needs. */
    static int mostAround() {
        return (2 * REACH + 1) * (2 * REACH + 1) * (2 * REACH + 1);
    }
}
