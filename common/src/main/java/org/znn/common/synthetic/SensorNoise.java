package org.znn.common.synthetic;

/**
 * Camera noise: approximately normal with standard deviation 1 (the sum of four uniform bytes per voxel), blurred by
 * 1-2-1 along y and x to imitate a microscope's point spread function.
 */
final class SensorNoise {

    /** Standard deviation of the sum of four uniform bytes. */
    private static final float BYTES_DEVIATION = 147.8f;
    private static final int BYTES_MEAN = 510;
    /** Factor by which a 1-2-1 blur along both axes reduces the standard deviation. */
    private static final float BLUR = 6f / 16;
    private static final float SCALE = 1 / (BYTES_DEVIATION * BLUR * 16);

    private final PositionHash hash;

    SensorNoise(long seed, int purpose) {
        hash = new PositionHash(seed, purpose);
    }

    /** Adds the scaled noise at (z, y, x) to (z, y, x + row.length − 1) to a row. */
    void addRow(int z, int y, int x, float scale, float[] row) {
        int first = x - 1 & ~1;
        int shift = x - 1 - first;
        int[] sums = new int[row.length + 4];
        for (int dy = -1; dy <= 1; dy++) {
            addBytes(z, y + dy, first, dy == 0 ? 2 : 1, sums);
        }
        for (int i = 0; i < row.length; i++) {
            int j = i + shift;
            row[i] += (sums[j] + 2 * sums[j + 1] + sums[j + 2] - 16 * BYTES_MEAN) * SCALE * scale;
        }
    }

    /** Adds weighted sums of four bytes; one hash supplies the bytes of two neighbours along x. */
    private void addBytes(int z, int y, int evenX, int weight, int[] sums) {
        for (int i = 0; i + 1 < sums.length; i += 2) {
            long bits = hash.bits(z, y, evenX + i >> 1);
            // Four sums of two bytes in parallel, then two sums of four bytes.
            long pairs = (bits & 0x00FF00FF00FF00FFL) + (bits >>> 8 & 0x00FF00FF00FF00FFL);
            sums[i] += weight * (int) ((pairs & 0xFFFF) + (pairs >>> 16 & 0xFFFF));
            sums[i + 1] += weight * (int) ((pairs >>> 32 & 0xFFFF) + (pairs >>> 48));
        }
    }
}
