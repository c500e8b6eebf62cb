package org.znn.worker.convolution.family;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.Simd;

/** Memory of sizes near to and beyond what an array holds: no sum of lengths goes round and comes out small. */
class HostileSizesTest {

    private static final int TRIES = 400;

    @ParameterizedTest
    @EnumSource
    void memoryIsRefusedOrTold(ConvolutionMethod method) {
        for (long seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            ConvolutionShape shape = new ConvolutionShape(power(random, 14), power(random, 14),
                    new Vec3(1 + random.nextInt(3), 2 + random.nextInt(6), 2 + random.nextInt(6)),
                    new Vec3(1, 1 << random.nextInt(5), 1 << random.nextInt(5)));
            Vec3 output = new Vec3(power(random, 12), power(random, 20), power(random, 20));
            ConvolutionPass pass = ConvolutionPass.values()[random.nextInt(3)];
            int threads = power(random, 10);
            ConvolutionFamily<float[]> family = Families.float32(method, Simd.ofThisJvm());
            if (family.supports(pass, shape) && fits(shape.in(), shape.inputSize(output))
                    && fits(shape.out(), output)) {
                check(family, pass, shape, output, threads, "seed " + seed);
            }
        }
    }

    private static void check(ConvolutionFamily<float[]> family, ConvolutionPass pass, ConvolutionShape shape,
            Vec3 output, int threads, String message) {
        try {
            Footprint all = family.footprint(pass, shape, output, threads);
            Footprint one = family.footprint(pass, shape, output, 1);
            String what = message + ": " + pass + " of " + shape + " to " + output + " by " + threads + ": " + all
                    + ", by one: " + one;
            assertTrue(one.held() >= 0 && one.scratch().floats() >= 0 && one.scratch().doubles() >= 0
                    && one.scratch().ints() >= 0, what);
            assertTrue(all.held() >= one.held() && all.scratch().floats() >= one.scratch().floats()
                    && all.scratch().doubles() >= one.scratch().doubles()
                    && all.scratch().ints() >= one.scratch().ints(), what);
        } catch (ArithmeticException e) {
            return;
        }
    }

    /** Whether the maps fit an array: else the network is refused before. */
    private static boolean fits(int channels, Vec3 size) {
        try {
            return MapsLayout.of(channels, size).length() > 0;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** Up to a power of two, small numbers as likely as large ones. */
    private static int power(Random random, int most) {
        return 1 + random.nextInt(1 << random.nextInt(most + 1));
    }
}
