package org.znn.worker.convolution.winograd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.NaiveConvolution;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.TestFeatureMaps;
import org.znn.worker.convolution.direct.DoubleDirectAlgorithm;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;

/** Tests the maximum error on typical layers, relative to the root mean square of the result. */
@Tag("vector")
class WinogradAccuracyTest {

    private static final long SEED = 1;

    @ParameterizedTest(name = "{0} to {1} maps, kernel {2}, dilation {3}")
    @CsvSource({
        "24, 24, '1,3,3', '1,1,1', '1,24,64', 1e-5", "36, 36, '1,3,3', '1,2,2', '1,24,64', 1e-5",
        "48, 48, '1,3,3', '1,4,4', '1,24,64', 1e-5", "60, 60, '1,3,3', '1,8,8', '1,32,64', 1e-5",
        "48, 200, '1,3,3', '1,16,16', '1,16,64', 1e-5", "60, 60, '2,3,3', '1,8,8', '2,16,64', 1e-5",
        "48, 48, '1,4,4', '1,2,2', '1,24,64', 1e-5", "48, 48, '1,5,5', '1,4,4', '1,16,64', 1.5e-5",
        "80, 80, '3,3,3', '1,1,1', '2,16,32', 1e-5"})
    void forwardWithFastTiles(int in, int out, String kernel, String dilation, String output, double limit) {
        assertErrorBelow(limit, false, in, out, kernel, dilation, output);
    }

    @ParameterizedTest(name = "{0} to {1} maps, kernel {2}, dilation {3}")
    @CsvSource({
        "24, 24, '1,3,3', '1,1,1', '1,24,64'", "48, 48, '1,4,4', '1,2,2', '1,24,64'",
        "48, 48, '1,5,5', '1,4,4', '1,16,64'"})
    void forwardWithStrictTiles(int in, int out, String kernel, String dilation, String output) {
        assertErrorBelow(1e-5, true, in, out, kernel, dilation, output);
    }

    @ParameterizedTest(name = "{0} to {1} maps, kernel {2}, dilation {3}, output {4}")
    @CsvSource({
        "24, 24, '1,2,2', '1,1,1', '1,203,203', 1e-5", "24, 24, '1,3,3', '1,1,1', '1,204,204', 1e-5",
        "36, 36, '1,3,3', '1,2,2', '1,24,64', 1e-5", "48, 200, '1,3,3', '1,16,16', '1,100,100', 1e-5",
        "60, 60, '2,3,3', '1,8,8', '2,16,64', 1e-5", "48, 48, '1,4,4', '1,2,2', '1,24,64', 1e-5",
        "48, 48, '1,5,5', '1,4,4', '1,16,64', 4e-5", "80, 80, '3,3,3', '1,1,1', '2,16,32', 1e-5"})
    void weightGradientsWithFastTiles(int in, int out, String kernel, String dilation, String output,
            double limit) {
        assertGradientErrorBelow(limit, false, in, out, kernel, dilation, output);
    }

    @ParameterizedTest(name = "{0} to {1} maps, kernel {2}, dilation {3}, output {4}")
    @CsvSource({
        "24, 24, '1,3,3', '1,1,1', '1,204,204', 5e-6", "48, 48, '1,4,4', '1,2,2', '1,24,64', 1e-5",
        "48, 48, '1,5,5', '1,4,4', '1,16,64', 1e-5", "8, 8, '1,3,3', '1,1,1', '1,1500,1500', 5e-6"})
    void weightGradientsWithStrictTiles(int in, int out, String kernel, String dilation, String output,
            double limit) {
        assertGradientErrorBelow(limit, true, in, out, kernel, dilation, output);
    }

    private static void assertErrorBelow(double limit, boolean strict, int in, int out, String kernel, String dilation,
            String output) {
        ConvolutionShape shape = new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation));
        Vec3 size = Vec3.parse(output);
        Case c = new Case(shape, size);
        FeatureMaps<float[]> result = TestFeatureMaps.nanFilled(RealArrays.FLOAT32, out, size);
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            Convolution<float[]> convolution = new WinogradAlgorithm(Simd.preferred(), strict)
                    .convolution(shape, size, new Scratchpad());
            convolution.setWeights(c.filters, team);
            convolution.forward(TestFeatureMaps.fromVolume(RealArrays.FLOAT32, c.image), result, false, Epilogue.NONE,
                    team);
        }
        assertErrorBelow(limit, NaiveConvolution.convolve(c.image, c.filters, shape.dilation(), size, null).data(),
                TestFeatureMaps.toVolume(RealArrays.FLOAT32, result).data());
    }

    private static void assertGradientErrorBelow(double limit, boolean strict, int in, int out, String kernel,
            String dilation, String output) {
        ConvolutionShape shape = new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation));
        Vec3 size = Vec3.parse(output);
        Case c = new Case(shape, size);
        DoubleVolume outputGradient = TestFeatureMaps.random(new Random(SEED + 1), out, size);
        WinogradAlgorithm algorithm = new WinogradAlgorithm(Simd.preferred(), strict);
        assertErrorBelow(limit,
                weights(new DoubleDirectAlgorithm(), RealArrays.FLOAT64, shape, c.image, outputGradient),
                weights(algorithm, RealArrays.FLOAT32, shape, c.image, outputGradient));
    }

    private static <A> double[] weights(ConvolutionAlgorithm<A> algorithm, RealArrays<A> reals, ConvolutionShape shape,
            DoubleVolume image, DoubleVolume outputGradient) {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            return algorithm.weightGradient(shape, outputGradient.size(), new Scratchpad())
                    .compute(TestFeatureMaps.fromVolume(reals, image),
                            TestFeatureMaps.fromVolume(reals, outputGradient), team)
                    .values();
        }
    }

    private static void assertErrorBelow(double limit, double[] expected, double[] actual) {
        double squares = 0;
        double maxError = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += expected[i] * expected[i];
            maxError = Math.max(maxError, Math.abs(actual[i] - expected[i]));
        }
        double error = maxError / Math.sqrt(squares / expected.length);
        assertTrue(error < limit, () -> "seed " + SEED + ": maximum error is " + error + " of the rms");
    }

    /** Random weights and a random input. */
    private static final class Case {

        private final Filters filters;
        private final DoubleVolume image;

        Case(ConvolutionShape shape, Vec3 output) {
            Random random = new Random(SEED);
            filters = new Filters(shape.in(), shape.out(), shape.kernel(),
                    TestFeatureMaps.random(random, shape.in() * shape.out(), shape.kernel()).data());
            image = TestFeatureMaps.random(random, shape.in(), shape.inputSize(output));
        }
    }
}
