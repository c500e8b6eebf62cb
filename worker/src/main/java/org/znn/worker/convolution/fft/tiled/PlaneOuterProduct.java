package org.znn.worker.convolution.fft.tiled;

/**
 * Sums over planes of the output gradient, for each tap along z: of one frequency and, conjugate, of its mirror image,
 * {@link PlanePlan#ROWS} planes at once and one block of output channels, which are the lanes.
 */
final class PlaneOuterProduct {

    private static final int ELEMENT = LineTransform.ELEMENT;

    private PlaneOuterProduct() {
    }

    /** How many taps of those that are left are summed at once; some may be there for nothing. */
    static int taps(int left) {
        return left == 5 || left == 9 || left == 10 ? 5 : left <= 4 || left == 8 ? 4 : 7;
    }

    /** That many taps, or more, so that they can be summed. */
    static int whole(int taps) {
        int whole = 0;
        while (whole < taps) {
            whole += taps(taps - whole);
        }
        return whole;
    }

    /**
     * sums[tap] += Σ x[row + offset[tap]] · g*[row], and the conjugate of the same of the mirror image.
     *
     * @param at        real parts of the frequency's inputs
     * @param mirror    those of its mirror image
     * @param imaginary from a real part to the imaginary one
     * @param rows      lane of each plane; from {@code row} on as many as are summed
     * @param offsets   of the {@link #whole} taps
     * @param g         the frequency of the first plane; planes are {@code step} apart
     * @param mirrored  its mirror image
     * @param sums      an element for each tap, one after the other from {@code sumsAt}
     */
    static void run(float[] data, int at, int mirror, int imaginary, int[] rows, int row, int[] offsets, int g,
            int mirrored, int step, float[] sums, int sumsAt) {
        int tap = 0;
        while (tap < offsets.length) {
            int taps = taps(offsets.length - tap);
            int to = sumsAt + tap * ELEMENT;
            switch (taps) {
                case 4 -> PlaneOuter4.run(data, at, mirror, imaginary, rows, row, offsets, tap, g, mirrored, step, sums,
                        to);
                case 5 -> PlaneOuter5.run(data, at, mirror, imaginary, rows, row, offsets, tap, g, mirrored, step, sums,
                        to);
                default -> PlaneOuter7.run(data, at, mirror, imaginary, rows, row, offsets, tap, g, mirrored, step,
                        sums, to);
            }
            tap += taps;
        }
    }
}
