package org.znn.common.synthetic;

/**
 * Value noise in −1 … 1: random values on a lattice, interpolated with a smoothstep. Lattice spacings are whole voxels,
 * so that a row is computed from few lattice points.
 */
final class SmoothNoise {

    private final PositionHash hash;
    private final int spacingZ;
    private final int spacing;
    private final float[] fade;

    /**
     * Creates noise of one lattice spacing.
     *
     * @param spacingZ lattice spacing along z in voxels; 1 for independent sections
     * @param spacing  lattice spacing along y and x in voxels
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

    /** Adds the scaled noise at (z, y, x) to (z, y, x + count − 1) to a row. */
    void addRow(int z, int y, int x, int count, float scale, float[] row) {
        int latticeZ = Math.floorDiv(z, spacingZ);
        int latticeY = Math.floorDiv(y, spacing);
        float fz = smoothStep((float) Math.floorMod(z, spacingZ) / spacingZ);
        float fy = fade[Math.floorMod(y, spacing)];
        int latticeX = Math.floorDiv(x, spacing);
        int phase = Math.floorMod(x, spacing);
        float right = scale * interpolateColumn(latticeZ, fz, latticeY, fy, latticeX);
        for (int i = 0; i < count;) {
            float left = right;
            right = scale * interpolateColumn(latticeZ, fz, latticeY, fy, ++latticeX);
            float step = right - left;
            int stop = Math.min(count, i + spacing - phase);
            for (int f = phase; i < stop; i++, f++) {
                row[i] += left + step * fade[f];
            }
            phase = 0;
        }
    }

    /** Interpolates along z and y at one lattice column. */
    private float interpolateColumn(int z, float fz, int y, float fy, int x) {
        float near = lerp(latticeValue(z, y, x), latticeValue(z, y + 1, x), fy);
        return fz == 0 ? near : lerp(near, lerp(latticeValue(z + 1, y, x), latticeValue(z + 1, y + 1, x), fy), fz);
    }

    private float latticeValue(int z, int y, int x) {
        return 2 * PositionHash.uniform(hash.bits(z, y, x), 0) - 1;
    }

    private static float lerp(float a, float b, float f) {
        return a + (b - a) * f;
    }

    private static float smoothStep(float t) {
        return t * t * (3 - 2 * t);
    }
}
