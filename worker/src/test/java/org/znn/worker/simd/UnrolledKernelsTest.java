package org.znn.worker.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares every unrolled kernel with the plain loops, bit for bit, including the kernels that are used only on
 * machines with another vector width.
 */
@Tag("vector")
class UnrolledKernelsTest {

    private static final long SEED = 11;

    static Stream<DirectKernel> directKernels() {
        return Stream.of(new DirectKernel12x2(), new DirectKernel8x3(), new DirectKernel3x8(), new DirectKernel2x8(),
                new DirectKernel6x2(), new DirectKernel2x5());
    }

    static Stream<OuterProduct> outerProducts() {
        return Stream.of(new OuterProduct8x3(), new OuterProduct12x2(), new OuterProduct16x1(), new OuterProduct4x3(),
                new OuterProduct6x2(), new OuterProduct8x1());
    }

    @ParameterizedTest
    @MethodSource("directKernels")
    void directKernelsMatchPlainLoops(DirectKernel kernel) {
        DirectKernel plain = new ScalarDirectKernel(kernel.maps(), kernel.vectors(), kernel.lanes());
        Random random = new Random(SEED);
        for (int maps = 1; maps <= kernel.maps(); maps++) {
            for (boolean accumulate : new boolean[] {false, true}) {
                int taps = 1 + random.nextInt(30);
                int firstTap = random.nextInt(taps);
                int endTap = firstTap + random.nextInt(taps - firstTap + 1);
                int weightOffset = random.nextInt(5);
                int firstVector = random.nextInt(3);
                int vectors = firstVector + kernel.vectors();
                int[] in = random.ints(vectors, 0, 400).toArray();
                int[] out = random.ints(vectors, 0, 5).toArray();
                for (int v = 0; v < vectors; v++) {
                    out[v] += v * (kernel.lanes() + 5);
                }
                int mapStride = vectors * (kernel.lanes() + 5) + 3;
                DirectKernel.Source source = new DirectKernel.Source(floats(random, 1000),
                        random.ints(taps, 0, 500).toArray(), floats(random, weightOffset + taps * kernel.maps()),
                        weightOffset);
                DirectKernel.VectorPositions positions = new DirectKernel.VectorPositions(in, out);
                float[] expected = floats(random, 7 + maps * mapStride);
                float[] actual = expected.clone();
                plain.compute(source, firstTap, endTap, positions, firstVector,
                        new DirectKernel.Target(expected, 7, mapStride, maps, accumulate));
                kernel.compute(source, firstTap, endTap, positions, firstVector,
                        new DirectKernel.Target(actual, 7, mapStride, maps, accumulate));
                assertArrayEquals(expected, actual, "seed " + SEED + ", " + maps + " maps");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("outerProducts")
    void outerProductsMatchPlainLoops(OuterProduct kernel) {
        OuterProduct plain = new ScalarOuterProduct(kernel.scalars(), kernel.vectors(), kernel.lanes());
        Random random = new Random(SEED);
        int width = kernel.vectors() * kernel.lanes();
        for (int round = 0; round < 20; round++) {
            int firstScalar = random.nextInt(4);
            int positions = random.nextInt(40);
            OuterProduct.Operands operands = new OuterProduct.Operands(floats(random, 200),
                    random.ints(firstScalar + kernel.scalars(), 0, 100).toArray(), floats(random, 300),
                    random.ints(2L * positions, 0, 100).toArray());
            float[] expected = floats(random, 9 + kernel.scalars() * width + 4);
            float[] actual = expected.clone();
            int firstPosition = positions == 0 ? 0 : random.nextInt(positions);
            plain.accumulate(operands, firstPosition, positions, firstScalar, 13, expected, 9);
            kernel.accumulate(operands, firstPosition, positions, firstScalar, 13, actual, 9);
            assertArrayEquals(expected, actual, "seed " + SEED + ", round " + round);
        }
    }

    private static float[] floats(Random random, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }
}
