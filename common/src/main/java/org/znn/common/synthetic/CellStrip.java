package org.znn.common.synthetic;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * Computes the cell of each voxel of a strip and its distance to the cell's border: a power diagram of the seeds in a
 * space warped by smooth noise. A strip consists of {@value #ROWS} rows of one section and is processed in tiles; for
 * each tile, the few relevant seeds are gathered first.
 */
final class CellStrip {

    /** Number of rows of a strip and of columns of a tile; both start at multiples of it. */
    static final int ROWS = 16;
    /** Upper bound of a voxel's displacement in nanometres. */
    static final float WARP = 90;

    private final TissueGeometry geometry;
    private final SmoothNoise[] coarse = new SmoothNoise[3];
    private final SmoothNoise[] fine = new SmoothNoise[3];
    private final float[][] warped;

    /** Distance of each voxel to the border of its cell in nanometres, at least 0. */
    final float[] border;
    /** Index of the seed whose cell contains the voxel, for each voxel. */
    final int[] owner;
    /** Depth of each voxel inside a mitochondrion: 0 outside, 1 at its centre. */
    final float[] mitochondrionDepth;
    final int width;

    private final NearbySeeds nearby = new NearbySeeds();

    CellStrip(long seed, TissueGeometry geometry, int width) {
        this.geometry = geometry;
        this.width = width;
        for (int axis = 0; axis < 3; axis++) {
            coarse[axis] = new SmoothNoise(seed, 10 + axis, geometry.sectionsSpanning(64), 64);
            fine[axis] = new SmoothNoise(seed, 20 + axis, geometry.sectionsSpanning(24), 24);
        }
        warped = new float[3][ROWS * width];
        border = new float[ROWS * width];
        owner = new int[ROWS * width];
        mitochondrionDepth = new float[ROWS * width];
    }

    /**
     * Computes the rows y to y + rows − 1 of section z, starting at column x.
     *
     * @param y    first row; all rows lie between two multiples of {@link #ROWS}
     * @param rows number of rows
     */
    void compute(SeedBlock seeds, int z, int y, int rows, int x) {
        float[] row = new float[width];
        for (int axis = 0; axis < 3; axis++) {
            for (int r = 0; r < rows; r++) {
                Arrays.fill(row, 0);
                coarse[axis].addRow(z, y + r, x, width, 0.7f * WARP, row);
                fine[axis].addRow(z, y + r, x, width, 0.25f * WARP, row);
                System.arraycopy(row, 0, warped[axis], r * width, width);
            }
        }
        for (int from = 0; from < width;) {
            int to = Math.min(width, from + ROWS - Math.floorMod(x + from, ROWS));
            computeTile(seeds, new Vec3(z, y, x), rows, from, to);
            from = to;
        }
    }

    /** Whether a row of the strip intersects a mitochondrion. */
    boolean hasMitochondrion(int row) {
        for (int p = row * width; p < (row + 1) * width; p++) {
            if (mitochondrionDepth[p] > 0) {
                return true;
            }
        }
        return false;
    }

    private void computeTile(SeedBlock seeds, Vec3 start, int rows, int from, int to) {
        Vec3 edge = geometry.voxel();
        // Coordinates are relative to the tile's corner, so that float32 is precise enough in the largest volume.
        int cornerY = Math.floorDiv(start.y(), ROWS) * ROWS;
        int cornerX = Math.floorDiv(start.x() + from, ROWS) * ROWS;
        double[] corner = {(double) start.z() * edge.z(), (double) cornerY * edge.y(), (double) cornerX * edge.x()};
        float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int r = 0; r < rows; r++) {
            for (int i = from; i < to; i++) {
                int p = r * width + i;
                warped[1][p] += (start.y() - cornerY + r) * edge.y();
                warped[2][p] += (start.x() - cornerX + i) * edge.x();
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] = Math.min(low[axis], warped[axis][p]);
                    high[axis] = Math.max(high[axis], warped[axis][p]);
                }
            }
        }
        float[] middle = {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2};
        // One extra nanometre allows for rounding.
        nearby.gather(seeds, corner, middle,
                1 + NearbySeeds.length(high[0] - middle[0], high[1] - middle[1], high[2] - middle[2]));
        for (int r = 0; r < rows; r++) {
            for (int p = r * width + from; p < r * width + to; p++) {
                nearby.locate(warped[0][p], warped[1][p], warped[2][p]);
                owner[p] = nearby.owner();
                border[p] = nearby.border();
                float radius = seeds.mitochondrionRadius[nearby.owner()];
                mitochondrionDepth[p] =
                        radius == 0 ? 0 : Math.max(0, 1 - nearby.squaredDistanceToOwner() / (radius * radius));
            }
        }
    }
}
