package org.znn.worker.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.znn.common.network.ConvolutionMethod;

/** The fastest that fits. */
class FittingTest {

    private static final ConvolutionMethod[] METHODS =
            {ConvolutionMethod.DIRECT, ConvolutionMethod.FFT, ConvolutionMethod.WINOGRAD};

    /** The least that is held, in bytes; what is scratch, is less. */
    private static final long SCRATCH = 1000;

    @Test
    void theFastestIsTakenAndTiesAreDirect() {
        assertEquals(List.of(ConvolutionMethod.FFT, ConvolutionMethod.DIRECT, ConvolutionMethod.DIRECT), methods(
                List.of(List.of(direct(1, 10), fft(0.9, 50, 0)), List.of(direct(1, 10), fft(0.98, 5, 0)),
                        List.of(direct(1, 10), fft(1.2, 5, 0))), 1000));
    }

    @Test
    void theLeastGainForItsBytesIsGivenUpFirst() {
        List<List<Option>> options = List.of(List.of(direct(10, 1), fft(2, 81, 0)), List.of(direct(10, 1),
                fft(5, 81, 0)), List.of(direct(10, 1), fft(4, 31, 0)));
        assertEquals(List.of(ConvolutionMethod.FFT, ConvolutionMethod.FFT, ConvolutionMethod.FFT),
                methods(options, 193));
        assertEquals(List.of(ConvolutionMethod.FFT, ConvolutionMethod.DIRECT, ConvolutionMethod.FFT),
                methods(options, 192));
        assertEquals(List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.DIRECT, ConvolutionMethod.FFT),
                methods(options, 40));
        assertEquals(List.of(ConvolutionMethod.DIRECT, ConvolutionMethod.DIRECT, ConvolutionMethod.DIRECT),
                methods(options, 0));
    }

    @Test
    void whatSharesItsScratchIsNotGivenUpForNothing() {
        List<List<Option>> options = List.of(List.of(direct(10, 1), fft(9, 1, 50)), List.of(direct(10, 1),
                fft(8, 1, 50)), List.of(direct(10, 1), fft(2, 100, 50)));
        assertEquals(List.of(ConvolutionMethod.FFT, ConvolutionMethod.FFT, ConvolutionMethod.DIRECT),
                methods(options, 3 + 50));
    }

    @Test
    void fitsWhereAnythingDoesAndIsNeverSlowerThanTheBestFixedMethod() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<List<Option>> options = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                List<Option> of = new ArrayList<>();
                of.add(direct(random.nextDouble(1, 2), random.nextInt(10)));
                for (int m = 1; m < METHODS.length; m++) {
                    of.add(option(METHODS[m], random.nextDouble(0.3, 3), random.nextInt(100), random.nextInt(20)));
                }
                options.add(of);
            }
            String name = "seed " + seed;
            long direct = bytes(options.stream().map(o -> o.get(0)).toList());
            long memory = random.nextLong(direct, direct + 500);
            assertTrue(bytes(fitting(options, memory)) <= memory, name);
            double time = cost(fitting(options, Long.MAX_VALUE));
            for (int m = 0; m < METHODS.length; m++) {
                int method = m;
                assertTrue(time <= 1.05 * cost(options.stream().map(o -> o.get(method)).toList()), name);
            }
        }
    }

    private static List<Option> fitting(List<List<Option>> options, long memory) {
        return new Fitting(options, chosen -> bytes(chosen) <= memory).choose();
    }

    /** What is held by each, and the scratch that all share. */
    private static long bytes(List<Option> options) {
        return options.stream().mapToLong(o -> o.bytes() / SCRATCH).sum()
                + options.stream().mapToLong(o -> o.bytes() % SCRATCH).max().orElse(0);
    }

    private static double cost(List<Option> options) {
        return options.stream().mapToDouble(Option::cost).sum();
    }

    private static List<ConvolutionMethod> methods(List<List<Option>> options, long memory) {
        return fitting(options, memory).stream().map(Option::method).toList();
    }

    private static Option direct(double cost, int held) {
        return option(ConvolutionMethod.DIRECT, cost, held, 0);
    }

    private static Option fft(double cost, int held, int scratch) {
        return option(ConvolutionMethod.FFT, cost, held, scratch);
    }

    private static Option option(ConvolutionMethod method, double cost, int held, int scratch) {
        return new Option(method, cost, () -> held * SCRATCH + scratch);
    }
}
