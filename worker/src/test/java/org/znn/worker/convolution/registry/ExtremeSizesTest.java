package org.znn.worker.convolution.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.simd.Simd;

/** Footprints of sizes near and beyond the maximum array length: lengths never overflow to a smaller value. */
class ExtremeSizesTest {

    private static final int TRIES = 400;

    @ParameterizedTest
    @EnumSource
    void footprintIsConsistentOrOverflows(AlgorithmKind kind) {
        for (long seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            ConvolutionShape shape = new ConvolutionShape(randomSize(random, 14), randomSize(random, 14),
                    new Vec3(1 + random.nextInt(3), 2 + random.nextInt(6), 2 + random.nextInt(6)),
                    new Vec3(1, 1 << random.nextInt(5), 1 << random.nextInt(5)));
            Vec3 output = new Vec3(randomSize(random, 12), randomSize(random, 20), randomSize(random, 20));
            ConvolutionPass pass = ConvolutionPass.values()[random.nextInt(3)];
            int threads = randomSize(random, 10);
            ConvolutionAlgorithm<float[]> algorithm = ConvolutionAlgorithms.float32(kind, Simd.preferred());
            if (algorithm.supports(pass, shape) && fits(shape.in(), shape.inputSize(output))
                    && fits(shape.out(), output)) {
                check(algorithm, pass, shape, output, threads, "seed " + seed);
            }
        }
    }

    private static void check(ConvolutionAlgorithm<float[]> algorithm, ConvolutionPass pass, ConvolutionShape shape,
            Vec3 output, int threads, String message) {
        try {
            Footprint all = algorithm.footprint(pass, shape, output, threads);
            Footprint one = algorithm.footprint(pass, shape, output, 1);
            String what = message + ": " + pass + " of " + shape + ", output " + output + ", " + threads + " threads: "
                    + all + ", 1 thread: " + one;
            assertTrue(one.residentBytes() >= 0 && one.scratchpad().floats() >= 0 && one.scratchpad().doubles() >= 0
                    && one.scratchpad().ints() >= 0, what);
            assertTrue(all.residentBytes() >= one.residentBytes()
                    && all.scratchpad().floats() >= one.scratchpad().floats()
                    && all.scratchpad().doubles() >= one.scratchpad().doubles()
                    && all.scratchpad().ints() >= one.scratchpad().ints(), what);
        } catch (ArithmeticException e) {
            return;
        }
    }

    /** Returns whether the maps fit one array; other networks are rejected earlier. */
    private static boolean fits(int channels, Vec3 size) {
        try {
            return FeatureMapLayout.of(channels, size).length() > 0;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** Returns a random number up to a random power of two, so that small ones are as likely as large ones. */
    private static int randomSize(Random random, int maxExponent) {
        return 1 + random.nextInt(1 << random.nextInt(maxExponent + 1));
    }
}
