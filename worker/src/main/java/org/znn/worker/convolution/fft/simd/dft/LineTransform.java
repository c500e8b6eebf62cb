package org.znn.worker.convolution.fft.simd.dft;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Discrete Fourier transforms of one length, X[k] = Σ x[n] exp(−2πi·n·k / length), of many lines: every lane of a
 * vector is a line of its own. An element of a line is a complex vector, see {@link ComplexVectors}; elements of a line
 * may be any distance apart.
 *
 * <p>A length is the product of at most two small radices (Cooley and Tukey 1965, in Stockham's order, without a
 * permutation): with n = r2·i + j and k = k1 + r1·k2, transforms of length r1 over i, twiddle factors
 * exp(−2πi·j·k1 / length), transforms of length r2 over j. The intermediate result is stored in a small workspace.
 *
 * <p>The radix classes transform {@code count} lines: element i of line n is read at
 * {@code from + n·fromStep + i·fromStride} and written at {@code to + n·toStep + i·toStride}. With twiddle factors,
 * element k ≥ 1 of line n is multiplied by the factor (cosine, sine, −sine) at {@code (n·(radix − 1) + k − 1)·3}.
 */
public final class LineTransform {

    private static final int COMPLEX = ComplexVectors.FLOATS;

    /** Radices of the two passes for each length; the second is 1 if one pass is enough. */
    private static final Map<Integer, int[]> RADICES = Map.ofEntries(
            radices(1, 1), radices(2, 1), radices(3, 1), radices(4, 1), radices(5, 1), radices(6, 1), radices(8, 1),
            radices(3, 3), radices(2, 5), radices(3, 4), radices(3, 5), radices(4, 4), radices(3, 6), radices(4, 5),
            radices(2, 11), radices(3, 8), radices(5, 5), radices(5, 6), radices(4, 8), radices(3, 11), radices(6, 6),
            radices(5, 8), radices(6, 8));
    private static final List<Integer> LENGTHS = RADICES.keySet().stream().sorted().toList();

    /** Estimated nanoseconds of a pass per element, indexed by radix. */
    private static final double[] PASS_NANOS = {0, 0.5, 1.8, 2, 2, 2.7, 2.4, 0, 2.6, 0, 0, 6};
    /** Estimated nanoseconds per element to multiply by twiddle factors. */
    private static final double TWIDDLE_NANOS = 0.5;

    private final int firstRadix;
    private final int secondRadix;
    private final float[] twiddles;

    private LineTransform(int length, int firstRadix, int secondRadix) {
        this.firstRadix = firstRadix;
        this.secondRadix = secondRadix;
        twiddles = new float[3 * secondRadix * (firstRadix - 1)];
        for (int j = 0; j < secondRadix; j++) {
            for (int k = 1; k < firstRadix; k++) {
                double angle = -2 * Math.PI * j * k / length;
                int twiddle = 3 * (j * (firstRadix - 1) + k - 1);
                twiddles[twiddle] = (float) Math.cos(angle);
                twiddles[twiddle + 1] = (float) Math.sin(angle);
                twiddles[twiddle + 2] = (float) -Math.sin(angle);
            }
        }
    }

    private static Map.Entry<Integer, int[]> radices(int first, int second) {
        return Map.entry(first * second, new int[] {first, second});
    }

    /** Returns the supported lengths, ascending. */
    public static List<Integer> supportedLengths() {
        return LENGTHS;
    }

    /** Creates the transform of one of the {@link #supportedLengths}. */
    public static LineTransform of(int length) {
        int[] radices = Stream.ofNullable(RADICES.get(length)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("no transform of length " + length + "; supported are " + LENGTHS));
        return new LineTransform(length, radices[0], radices[1]);
    }

    /** Estimates the nanoseconds per element of a transform, to compare lengths with each other. */
    public static double estimatedNanos(int length) {
        int[] radices = RADICES.get(length);
        return PASS_NANOS[radices[0]] + (radices[1] > 1 ? PASS_NANOS[radices[1]] + TWIDDLE_NANOS : 0);
    }

    /**
     * Transforms lines. Steps and strides are in floats.
     *
     * @param from       index of the first element of the first line
     * @param fromStep   distance between two lines, a multiple of the lanes
     * @param fromStride distance between two elements of a line, a multiple of the lanes
     * @param to         index of the first transformed element of the first line
     * @param toStep     distance between two transformed lines, a multiple of the lanes
     * @param toStride   distance between two transformed elements of a line, a multiple of the lanes
     * @param lines      number of lines
     * @param work       array that holds the workspace, with the size of a line
     * @param workspace  index of the workspace
     */
    public void transform(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep,
            int toStride, int lines, float[] work, int workspace) {
        if (secondRadix == 1) {
            transformRadix(firstRadix, source, from, fromStep, fromStride, target, to, toStep, toStride, lines);
            return;
        }
        for (int line = 0; line < lines; line++) {
            transformAndTwiddle(source, from + line * fromStep, fromStride, secondRadix * fromStride, work,
                    workspace);
            transformRadix(secondRadix, work, workspace, secondRadix * COMPLEX, COMPLEX, target, to + line * toStep,
                    toStride, firstRadix * toStride, firstRadix);
        }
    }

    private static void transformRadix(int radix, float[] source, int from, int fromStep, int fromStride,
            float[] target, int to, int toStep, int toStride, int count) {
        switch (radix) {
            case 1 -> copy(source, from, fromStep, target, to, toStep, count);
            case 2 -> Radix2.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 3 -> Radix3.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 4 -> Radix4.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 5 -> Radix5.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 6 -> Radix6.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 8 -> Radix8.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            default -> Radix11.transform(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
        }
    }

    private void transformAndTwiddle(float[] source, int from, int fromStep, int fromStride, float[] target, int to) {
        int stride = secondRadix * COMPLEX;
        switch (firstRadix) {
            case 2 -> Radix2.transformAndTwiddle(source, from, fromStep, fromStride, target, to, COMPLEX, stride,
                    secondRadix, twiddles);
            case 3 -> Radix3.transformAndTwiddle(source, from, fromStep, fromStride, target, to, COMPLEX, stride,
                    secondRadix, twiddles);
            case 4 -> Radix4.transformAndTwiddle(source, from, fromStep, fromStride, target, to, COMPLEX, stride,
                    secondRadix, twiddles);
            case 5 -> Radix5.transformAndTwiddle(source, from, fromStep, fromStride, target, to, COMPLEX, stride,
                    secondRadix, twiddles);
            default -> Radix6.transformAndTwiddle(source, from, fromStep, fromStride, target, to, COMPLEX, stride,
                    secondRadix, twiddles);
        }
    }

    private static void copy(float[] source, int from, int fromStep, float[] target, int to, int toStep, int count) {
        for (int n = 0; n < count; n++) {
            System.arraycopy(source, from + n * fromStep, target, to + n * toStep, COMPLEX);
        }
    }
}
