package org.znn.worker.convolution.fft.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.NaiveConvolution;
import org.znn.worker.convolution.NaiveGradient;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.TestFeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Tests random layers, often of prime sizes, some of them with so little memory that there are many groups of many
 * tiles: all passes agree with the naive loops and are bit-identical for any number of threads.
 */
class RandomLayersTest {

    private static final int LAYERS = 150;
    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

    @Test
    void allPassesAgreeWithTheNaiveLoops() {
        for (long seed = 0; seed < LAYERS; seed++) {
            Case c = new Case(seed);
            assertClose(NaiveConvolution.convolve(c.input, c.filters, c.shape.dilation(), c.output, null),
                    c.forward(1), c.shape.in() * c.shape.kernel().product(), c + ", forward");
            assertClose(NaiveGradient.inputGradient(c.shape, c.filters, c.outputGradient, null), c.inputGradient(1),
                    c.shape.out() * c.shape.kernel().product(), c + ", input gradient");
            assertClose(NaiveGradient.weightGradient(c.shape, c.input, c.outputGradient), c.weightGradient(1),
                    c.output.product(), c + ", weight gradient");
        }
    }

    @Test
    void allPassesAreBitIdenticalForAnyNumberOfThreads() {
        for (long seed = 0; seed < LAYERS; seed++) {
            Case c = new Case(seed);
            assertArrayEquals(c.forward(1).data(), c.forward(3).data(), c + ", forward");
            assertArrayEquals(c.inputGradient(1).data(), c.inputGradient(3).data(), c + ", input gradient");
            assertArrayEquals(c.weightGradient(1).data(), c.weightGradient(3).data(), c + ", weight gradient");
        }
    }

    /**
     * The product of two uniform values from −1/2 to 1/2 has a standard deviation of 1/12; the sum of n products, and
     * its rounding error, grow with √n.
     */
    private static void assertClose(Volume expected, Volume actual, double products, String message) {
        double tolerance = 8 * RealArrays.FLOAT64.unitRoundoff() * Math.sqrt(products) * (1 + Math.sqrt(products) / 12);
        TestFeatureMaps.forEachVoxel(expected, (c, z, y, x) -> assertEquals(expected.get(c, z, y, x),
                actual.get(c, z, y, x), tolerance, () -> message + " at " + c + " " + new Vec3(z, y, x)));
    }

    /** A layer drawn from a seed. */
    private static final class Case {

        private final long seed;
        private final Random random;
        private final ConvolutionShape shape;
        private final Vec3 output;
        private final Filters filters;
        private final DoubleVolume input;
        private final DoubleVolume outputGradient;
        private final ConvolutionAlgorithm<double[]> algorithm;

        Case(long seed) {
            this.seed = seed;
            random = new Random(seed);
            Vec3 kernel = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(4), 1 + random.nextInt(5));
            Vec3 dilation = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(6), 1 + random.nextInt(8));
            shape = new ConvolutionShape(1 + random.nextInt(4), 1 + random.nextInt(4), kernel, dilation);
            output = new Vec3(size(4), size(8), size(PRIMES.length));
            filters = new Filters(shape.in(), shape.out(), kernel,
                    TestFeatureMaps.random(random, shape.in() * shape.out(), kernel).data());
            input = TestFeatureMaps.random(random, shape.in(), shape.inputSize(output));
            outputGradient = TestFeatureMaps.random(random, shape.out(), output);
            algorithm = new DoubleReferenceFftAlgorithm(1L << 12 + random.nextInt(12));
        }

        /** Draws one of the first {@code primes} primes, or any size up to that prime. */
        private int size(int primes) {
            int prime = PRIMES[random.nextInt(primes)];
            return random.nextBoolean() ? prime : 1 + random.nextInt(prime);
        }

        DoubleVolume forward(int threads) {
            FeatureMaps<double[]> to = TestFeatureMaps.nanFilled(RealArrays.FLOAT64, shape.out(), output);
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                Convolution<double[]> convolution = algorithm.convolution(shape, output, new Scratchpad());
                convolution.setWeights(filters, team);
                convolution.forward(TestFeatureMaps.fromVolume(RealArrays.FLOAT64, input), to, false, Epilogue.NONE,
                        team);
            }
            return TestFeatureMaps.toVolume(RealArrays.FLOAT64, to);
        }

        DoubleVolume inputGradient(int threads) {
            FeatureMaps<double[]> to = TestFeatureMaps.nanFilled(RealArrays.FLOAT64, shape.in(), input.size());
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                InputGradient<double[]> gradient = algorithm.inputGradient(shape, output, new Scratchpad());
                gradient.setWeights(filters, team);
                gradient.compute(TestFeatureMaps.fromVolume(RealArrays.FLOAT64, outputGradient), to, false, team);
            }
            return TestFeatureMaps.toVolume(RealArrays.FLOAT64, to);
        }

        DoubleVolume weightGradient(int threads) {
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                Filters sums = algorithm.weightGradient(shape, output, new Scratchpad())
                        .compute(TestFeatureMaps.fromVolume(RealArrays.FLOAT64, input),
                                TestFeatureMaps.fromVolume(RealArrays.FLOAT64, outputGradient), team);
                return new DoubleVolume(sums.in() * sums.out(), sums.size(), sums.values());
            }
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + shape.description() + " to " + output;
        }
    }
}
