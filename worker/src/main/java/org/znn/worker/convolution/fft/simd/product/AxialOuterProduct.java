package org.znn.worker.convolution.fft.simd.product;

import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;

/**
 * The weight gradient of {@link AxialConvolution}: for each tap along z the sum over {@link AxialConvolution#PLANES}
 * planes of the output gradient, at one frequency (ky, kx) and, conjugate, at its mirror image, for one block of output
 * channels, which are the lanes.
 */
public final class AxialOuterProduct {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    private AxialOuterProduct() {
    }

    /** Returns the number of taps to sum next, which may exceed the number remaining. */
    static int nextTaps(int remaining) {
        return remaining == 5 || remaining == 9 || remaining == 10 ? 5 : remaining <= 4 || remaining == 8 ? 4 : 7;
    }

    /** Rounds a number of taps up to one that can be summed without a remainder. */
    public static int roundUpTaps(int taps) {
        int rounded = 0;
        while (rounded < taps) {
            rounded += nextTaps(taps - rounded);
        }
        return rounded;
    }

    /**
     * Adds to sums[tap] Σ x[lane of the plane + lane of the tap] · g*[plane], over the planes, and the conjugate of the
     * same at the mirror image.
     *
     * @param xAt             index of the real parts of the frequency, by lane
     * @param xMirrorAt       index of the real parts of its mirror image
     * @param imaginaryOffset distance from a real part to its imaginary part, in floats
     * @param planeLanes      lane of each output plane
     * @param firstPlane      first of the planes to sum
     * @param tapLanes        lane of each tap relative to that of a plane; see {@link #roundUpTaps}
     * @param gAt             index of the output gradient of the first plane; planes are {@code gStep} floats apart
     * @param gMirrorAt       index of its mirror image
     * @param sums            contiguous complex vectors, one for each tap, from {@code sumsAt} on
     */
    public static void accumulate(float[] data, int xAt, int xMirrorAt, int imaginaryOffset, int[] planeLanes,
            int firstPlane, int[] tapLanes, int gAt, int gMirrorAt, int gStep, float[] sums, int sumsAt) {
        int tap = 0;
        while (tap < tapLanes.length) {
            int taps = nextTaps(tapLanes.length - tap);
            int to = sumsAt + tap * COMPLEX;
            switch (taps) {
                case 4 -> AxialOuterProduct4.accumulate(data, xAt, xMirrorAt, imaginaryOffset, planeLanes, firstPlane,
                        tapLanes, tap, gAt, gMirrorAt, gStep, sums, to);
                case 5 -> AxialOuterProduct5.accumulate(data, xAt, xMirrorAt, imaginaryOffset, planeLanes, firstPlane,
                        tapLanes, tap, gAt, gMirrorAt, gStep, sums, to);
                default -> AxialOuterProduct7.accumulate(data, xAt, xMirrorAt, imaginaryOffset, planeLanes, firstPlane,
                        tapLanes, tap, gAt, gMirrorAt, gStep, sums, to);
            }
            tap += taps;
        }
    }
}
