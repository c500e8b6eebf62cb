package org.znn.common.synthetic;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;

/**
 * Which cell each voxel of a strip belongs to, and how far it is from the cell's border: a power diagram of the seeds
 * in a space that smooth noise has bent. A strip is {@value #ROWS} rows of one section, and is worked on in tiles, for
 * each of which the few seeds that matter are found first.
 */
final class CellStrip {

    /** Rows of a strip, which begins at a multiple of it; also the edge of a tile along x. */
    static final int ROWS = 16;
    /** Displacement in nanometres that no voxel exceeds. */
    static final float WARP = 90;

    private final TissueGeometry geometry;
    private final SmoothNoise[] coarse = new SmoothNoise[3];
    private final SmoothNoise[] fine = new SmoothNoise[3];
    private final float[][] bent;

    /** Of each voxel of the strip: nanometres to the border, at least 0. */
    final float[] border;
    /** Of each voxel of the strip: the nearest seed's index. */
    final int[] owner;
    /** Of each voxel: how deep in a mitochondrion, 0 outside to 1 at its middle. */
    final float[] organelle;
    final int width;

    private final NearSeeds near = new NearSeeds();

    CellStrip(long seed, TissueGeometry geometry, int width) {
        this.geometry = geometry;
        this.width = width;
        for (int axis = 0; axis < 3; axis++) {
            coarse[axis] = new SmoothNoise(seed, 10 + axis, geometry.sections(64), 64);
            fine[axis] = new SmoothNoise(seed, 20 + axis, geometry.sections(24), 24);
        }
        bent = new float[3][ROWS * width];
        border = new float[ROWS * width];
        owner = new int[ROWS * width];
        organelle = new float[ROWS * width];
    }

    /**
     * Computes the rows y..y + rows - 1 of a section from x on.
     *
     * @param y the first row, in the same strip as the last
     */
    void compute(SeedBlock seeds, int z, int y, int rows, int x) {
        float[] row = new float[width];
        for (int axis = 0; axis < 3; axis++) {
            for (int r = 0; r < rows; r++) {
                Arrays.fill(row, 0);
                coarse[axis].addRow(z, y + r, x, width, 0.7f * WARP, row);
                fine[axis].addRow(z, y + r, x, width, 0.25f * WARP, row);
                System.arraycopy(row, 0, bent[axis], r * width, width);
            }
        }
        for (int from = 0; from < width;) {
            int to = Math.min(width, from + ROWS - Math.floorMod(x + from, ROWS));
            tile(seeds, new Vec3(z, y, x), rows, from, to);
            from = to;
        }
    }

    /** Whether a mitochondrion shows in a row of the strip. */
    boolean hasOrganelle(int row) {
        for (int p = row * width; p < (row + 1) * width; p++) {
            if (organelle[p] > 0) {
                return true;
            }
        }
        return false;
    }

    private void tile(SeedBlock seeds, Vec3 start, int rows, int from, int to) {
        Vec3 edge = geometry.voxel();
        // Places are told from the tile's own corner, so that float32 is exact enough in the largest volume.
        int cornerY = Math.floorDiv(start.y(), ROWS) * ROWS;
        int cornerX = Math.floorDiv(start.x() + from, ROWS) * ROWS;
        double[] corner = {(double) start.z() * edge.z(), (double) cornerY * edge.y(), (double) cornerX * edge.x()};
        float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int r = 0; r < rows; r++) {
            for (int i = from; i < to; i++) {
                int p = r * width + i;
                bent[1][p] += (start.y() - cornerY + r) * edge.y();
                bent[2][p] += (start.x() - cornerX + i) * edge.x();
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] = Math.min(low[axis], bent[axis][p]);
                    high[axis] = Math.max(high[axis], bent[axis][p]);
                }
            }
        }
        float[] middle = {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2};
        // One nanometre more, for rounding.
        near.gather(seeds, corner, middle,
                1 + NearSeeds.length(high[0] - middle[0], high[1] - middle[1], high[2] - middle[2]));
        for (int r = 0; r < rows; r++) {
            for (int p = r * width + from; p < r * width + to; p++) {
                near.locate(bent[0][p], bent[1][p], bent[2][p]);
                owner[p] = near.owner();
                border[p] = near.border();
                float radius = seeds.organelle[near.owner()];
                organelle[p] = radius == 0 ? 0 : Math.max(0, 1 - near.squareToOwner() / (radius * radius));
            }
        }
    }
}
