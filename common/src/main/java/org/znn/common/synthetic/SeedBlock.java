package org.znn.common.synthetic;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * The cell seeds in and around a box. Each cube of a grid has one seed, at a random position, with a random weight that
 * makes some cells larger. A seed either starts a segment of its own or joins that of its predecessor along z, y or x,
 * which grows branching processes that extend mainly along z.
 */
final class SeedBlock {

    /** Number of cubes beyond each face of the volume whose seeds may affect voxels inside. */
    static final int MARGIN = 4;
    /** Distance in cubes within which every seed relevant to a point lies. */
    private static final int REACH = 2;

    /** Probability that a seed joins the segment of its predecessor along z, y or x. */
    private static final float JOIN_Z = 0.48f;
    private static final float JOIN_Y = 0.13f;
    private static final float JOIN_X = 0.13f;
    /** Upper bound of the weights in squared cube edges. */
    private static final float MAX_WEIGHT = 0.7f;
    /** Fraction of the larger cells that contain a mitochondrion. */
    private static final float MITOCHONDRION_SHARE = 0.4f;

    /** Lowest cube (z, y, x). */
    private final Vec3 first;
    /** Number of cubes along each axis. */
    private final Vec3 count;
    /** Positions of the seeds in nanometres. */
    final double[] z;
    final double[] y;
    final double[] x;
    /** Weights of the power diagram, subtracted from squared distances, in square nanometres. */
    final float[] weight;
    /** Segment ids, from 1, as uint32. */
    final int[] segment;
    /** Grey tone of the segment, uniform in [0, 1). */
    final float[] tone;
    /** Radius of the mitochondrion around each seed in nanometres; 0 for none. */
    final float[] mitochondrionRadius;
    private final TissueGeometry geometry;
    private final PositionHash positionHash;
    private final PositionHash kindHash;
    private final PositionHash joinHash;
    private final Vec3 grid;

    /**
     * Creates the seeds that affect the voxels of a box.
     *
     * @param box  box of voxels inside the volume
     * @param warp upper bound of a voxel's displacement in nanometres, less than the edge of a cube
     */
    SeedBlock(long seed, TissueGeometry geometry, Box box, float warp) {
        this.geometry = geometry;
        positionHash = new PositionHash(seed, 1);
        kindHash = new PositionHash(seed, 2);
        joinHash = new PositionHash(seed, 3);
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
        mitochondrionRadius = new float[n];
        int i = 0;
        for (int gz = 0; gz < count.z(); gz++) {
            for (int gy = 0; gy < count.y(); gy++) {
                for (int gx = 0; gx < count.x(); gx++) {
                    placeSeed(i++, first.plus(new Vec3(gz, gy, gx)));
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

    private void placeSeed(int i, Vec3 cube) {
        int cell = geometry.cell();
        long positionBits = positionHash.bits(cube.z(), cube.y(), cube.x());
        long kindBits = kindHash.bits(cube.z(), cube.y(), cube.x());
        z[i] = (cube.z() + (double) PositionHash.uniform(positionBits, 0)) * cell;
        y[i] = (cube.y() + (double) PositionHash.uniform(positionBits, 1)) * cell;
        x[i] = (cube.x() + (double) PositionHash.uniform(kindBits, 0)) * cell;
        float u = PositionHash.uniform(kindBits, 1);
        weight[i] = MAX_WEIGHT * u * u * cell * cell;
        Vec3 root = root(cube);
        segment[i] = (int) (1 + ((long) (root.z() + MARGIN) * grid.y() + root.y() + MARGIN) * grid.x()
                + root.x() + MARGIN);
        tone[i] = PositionHash.uniform(positionHash.bits(root.z(), root.y(), ~root.x()), 0);
        long mitochondrionBits = kindHash.bits(cube.z(), ~cube.y(), cube.x());
        mitochondrionRadius[i] = u < 0.35f || PositionHash.uniform(mitochondrionBits, 0) > MITOCHONDRION_SHARE ? 0
                : cell * (0.25f + 0.2f * PositionHash.uniform(mitochondrionBits, 1));
    }

    /** Returns the cube whose seed is the root of a seed's segment. */
    private Vec3 root(Vec3 cube) {
        Vec3 c = cube;
        while (true) {
            float u = PositionHash.uniform(joinHash.bits(c.z(), c.y(), c.x()), 0);
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

    /** Collects the indices of the seeds in the cubes around a point (in nanometres) and returns their number. */
    int neighbours(double pz, double py, double px, int[] indices) {
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

    /** Returns the maximum number of indices that {@link #neighbours} collects. */
    static int maxNeighbours() {
        return (2 * REACH + 1) * (2 * REACH + 1) * (2 * REACH + 1);
    }
}
