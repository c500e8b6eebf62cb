package org.znn.worker.convolution.fft.tiled;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;

/**
 * Discrete Fourier transforms of one length, X[k] = Σ x[n] exp(−2πi·n·k / length), of many lines at once: each lane of
 * a vector is a line of its own. An element is {@link #ELEMENT} numbers, the real parts of all lanes and then the
 * imaginary parts. Elements of a line may lie any distance apart.
 *
 * <p>A length is the product of at most two small radices (Cooley and Tukey 1965, in Stockham's order, without a
 * permutation): with n = r2·i + j and k = k1 + r1·k2, transforms of length r1 over i, twiddle factors
 * exp(−2πi·j·k1 / length), transforms of length r2 over j. What lies between is in a small scratch.
 *
 * <p>The methods of the radices transform {@code count} lines: element i of line n is read at
 * {@code from + n·fromStep + i·fromStride} and written at {@code to + n·toStep + i·toStride}; {@code twiddled} ones
 * multiply element k ≥ 1 of line n by the twiddle (cosine, sine, −sine) at {@code (n·(radix − 1) + k − 1)·3}.
 */
final class LineTransform {

    static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    /** Numbers of an element. */
    static final int ELEMENT = 2 * LANES;

    /** Radices of the two stages for each length; the second is 1 where one is enough. */
    private static final Map<Integer, int[]> RADICES = Map.ofEntries(
            two(1, 1), two(2, 1), two(3, 1), two(4, 1), two(5, 1), two(6, 1), two(8, 1), two(3, 3), two(2, 5),
            two(3, 4), two(3, 5), two(4, 4), two(3, 6), two(4, 5), two(2, 11), two(3, 8), two(5, 5), two(5, 6),
            two(4, 8), two(3, 11), two(6, 6), two(5, 8), two(6, 8));
    private static final List<Integer> LENGTHS = RADICES.keySet().stream().sorted().toList();

    /** Nanoseconds that a stage takes for an element, about; by radix. */
    private static final double[] STAGE = {0, 0.5, 1.8, 2, 2, 2.7, 2.4, 0, 2.6, 0, 0, 6};
    private static final double TWIDDLE = 0.5;

    private final int first;
    private final int second;
    private final float[] twiddles;

    private LineTransform(int length, int first, int second) {
        this.first = first;
        this.second = second;
        twiddles = new float[3 * second * (first - 1)];
        for (int j = 0; j < second; j++) {
            for (int k = 1; k < first; k++) {
                double angle = -2 * Math.PI * j * k / length;
                int at = 3 * (j * (first - 1) + k - 1);
                twiddles[at] = (float) Math.cos(angle);
                twiddles[at + 1] = (float) Math.sin(angle);
                twiddles[at + 2] = (float) -Math.sin(angle);
            }
        }
    }

    private static Map.Entry<Integer, int[]> two(int first, int second) {
        return Map.entry(first * second, new int[] {first, second});
    }

    /** The lengths there are, ascending. */
    static List<Integer> lengths() {
        return LENGTHS;
    }

    /** The transform of one of the {@link #lengths}. */
    static LineTransform of(int length) {
        int[] radices = Stream.ofNullable(RADICES.get(length)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("no transform of length " + length + "; there are " + lengths()));
        return new LineTransform(length, radices[0], radices[1]);
    }

    /** Nanoseconds that a transform of that length takes for an element, about: of use for a comparison. */
    static double cost(int length) {
        int[] radices = RADICES.get(length);
        return STAGE[radices[0]] + (radices[1] > 1 ? STAGE[radices[1]] + TWIDDLE : 0);
    }

    /**
     * Transforms {@code lines} lines.
     *
     * @param fromStep   from a line to the next, in numbers; steps and strides are multiples of the lanes
     * @param fromStride from an element of a line to the next
     * @param middle     scratch for {@code length} elements from {@code middleAt}
     */
    void run(float[] source, int from, int fromStep, int fromStride, float[] target, int to, int toStep, int toStride,
            int lines, float[] middle, int middleAt) {
        if (second == 1) {
            plain(first, source, from, fromStep, fromStride, target, to, toStep, toStride, lines);
            return;
        }
        for (int line = 0; line < lines; line++) {
            twiddled(source, from + line * fromStep, fromStride, second * fromStride, middle, middleAt);
            plain(second, middle, middleAt, second * ELEMENT, ELEMENT, target, to + line * toStep, toStride,
                    first * toStride, first);
        }
    }

    private static void plain(int radix, float[] source, int from, int fromStep, int fromStride, float[] target,
            int to, int toStep, int toStride, int count) {
        switch (radix) {
            case 1 -> copy(source, from, fromStep, target, to, toStep, count);
            case 2 -> Radix2.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 3 -> Radix3.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 4 -> Radix4.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 5 -> Radix5.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 6 -> Radix6.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            case 8 -> Radix8.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
            default -> Radix11.plain(source, from, fromStep, fromStride, target, to, toStep, toStride, count);
        }
    }

    private void twiddled(float[] source, int from, int fromStep, int fromStride, float[] target, int to) {
        int stride = second * ELEMENT;
        switch (first) {
            case 2 -> Radix2.twiddled(source, from, fromStep, fromStride, target, to, ELEMENT, stride, second,
                    twiddles);
            case 3 -> Radix3.twiddled(source, from, fromStep, fromStride, target, to, ELEMENT, stride, second,
                    twiddles);
            case 4 -> Radix4.twiddled(source, from, fromStep, fromStride, target, to, ELEMENT, stride, second,
                    twiddles);
            case 5 -> Radix5.twiddled(source, from, fromStep, fromStride, target, to, ELEMENT, stride, second,
                    twiddles);
            default -> Radix6.twiddled(source, from, fromStep, fromStride, target, to, ELEMENT, stride, second,
                    twiddles);
        }
    }

    private static void copy(float[] source, int from, int fromStep, float[] target, int to, int toStep, int count) {
        for (int n = 0; n < count; n++) {
            System.arraycopy(source, from + n * fromStep, target, to + n * toStep, ELEMENT);
        }
    }
}
