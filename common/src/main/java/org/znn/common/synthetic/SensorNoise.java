package org.znn.common.synthetic;

/**
 * The camera's noise: about normal with deviation 1 (the sum of four uniform numbers a voxel), blurred by 1-2-1 along y
 * and x as a microscope's point spread does.
 */
final class SensorNoise {

    /** Deviation of a sum of four bytes. */
    private static final float BYTES_DEVIATION = 147.8f;
    private static final int BYTES_MEAN = 510;
    /** What a 1-2-1 blur along both axes leaves of the deviation. */
    private static final float BLUR = 6f / 16;
    private static final float SCALE = 1 / (BYTES_DEVIATION * BLUR * 16);

    private final PositionHash hash;

    SensorNoise(long seed, int purpose) {
        hash = new PositionHash(seed, purpose);
    }

    /** The noise at (z, y, x..x + row.length - 1), added to the row times the scale. */
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

    /** One hash serves two neighbours along x. */
    private void addBytes(int z, int y, int evenX, int weight, int[] sums) {
        for (int i = 0; i + 1 < sums.length; i += 2) {
            long bits = hash.bits(z, y, evenX + i >> 1);
            // Four sums of two bytes, side by side, then two sums of four.
            long pairs = (bits & 0x00FF00FF00FF00FFL) + (bits >>> 8 & 0x00FF00FF00FF00FFL);
            sums[i] += weight * (int) ((pairs & 0xFFFF) + (pairs >>> 16 & 0xFFFF));
            sums[i + 1] += weight * (int) ((pairs >>> 32 & 0xFFFF) + (pairs >>> 48));
        }
    }
}
