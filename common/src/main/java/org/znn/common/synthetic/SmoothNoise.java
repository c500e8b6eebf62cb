package org.znn.common.synthetic;

/**
 * Smooth noise in -1..1: random values on a lattice, joined with a smooth step between its points (value noise).
 * Its spacings are whole voxels, so that a row is made from few lattice points.
 */
final class SmoothNoise {

    private final PositionHash hash;
    private final int spacingZ;
    private final int spacing;
    private final float[] fade;

    /**
     * Noise of one grain.
     *
     * @param spacingZ voxels between lattice points along z; 1 for sections that have nothing in common
     * @param spacing  the same along y and x
     */
    SmoothNoise(long seed, int purpose, int spacingZ, int spacing) {
        hash = new PositionHash(seed, purpose);
        this.spacingZ = Math.max(1, spacingZ);
        this.spacing = Math.max(1, spacing);
        fade = new float[this.spacing];
        for (int i = 0; i < fade.length; i++) {
            fade[i] = smoothStep((float) i / this.spacing);
        }
    }

    /** The noise at (z, y, x..x + count - 1), times the scale, added to the row. */
    void addRow(int z, int y, int x, int count, float scale, float[] row) {
        int latticeZ = Math.floorDiv(z, spacingZ);
        int latticeY = Math.floorDiv(y, spacing);
        float fz = smoothStep((float) Math.floorMod(z, spacingZ) / spacingZ);
        float fy = fade[Math.floorMod(y, spacing)];
        int latticeX = Math.floorDiv(x, spacing);
        int phase = Math.floorMod(x, spacing);
        float right = scale * line(latticeZ, fz, latticeY, fy, latticeX);
        for (int i = 0; i < count;) {
            float left = right;
            right = scale * line(latticeZ, fz, latticeY, fy, ++latticeX);
            float step = right - left;
            int stop = Math.min(count, i + spacing - phase);
            for (int f = phase; i < stop; i++, f++) {
                row[i] += left + step * fade[f];
            }
            phase = 0;
        }
    }

    /** The noise at one lattice column, between the lattice points along z and y. */
    private float line(int z, float fz, int y, float fy, int x) {
        float near = between(value(z, y, x), value(z, y + 1, x), fy);
        return fz == 0 ? near : between(near, between(value(z + 1, y, x), value(z + 1, y + 1, x), fy), fz);
    }

    private float value(int z, int y, int x) {
        return 2 * PositionHash.uniform(hash.bits(z, y, x), 0) - 1;
    }

    private static float between(float a, float b, float f) {
        return a + (b - a) * f;
    }

    private static float smoothStep(float t) {
        return t * t * (3 - 2 * t);
    }
}
