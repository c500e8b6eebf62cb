package org.znn.worker.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Contract of {@link InputGradient} and {@link WeightGradient}: results match naive float64 derivatives of ZNN's
 * definition within rounding, are adjoint to the convolution, do not depend on the number of threads, and use exactly
 * the scratchpad given by the footprint. Padding is filled with NaN, which must not leak into results.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConvolutionGradientContract<A> {

    private static final int RANDOM_LAYERS = 40;

    /** Test case: shape, output size, and seed of the random values. */
    public record Layer(ConvolutionShape shape, Vec3 output, long seed) {

        static Layer of(int in, int out, String kernel, String dilation, String output) {
            return new Layer(new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation)),
                    Vec3.parse(output), 1);
        }

        /** Returns a random shape: mostly small, sometimes with a dilation larger than the output. */
        static Layer random(long seed) {
            Random random = new Random(seed);
            Vec3 kernel = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(4), 1 + random.nextInt(5));
            Vec3 dilation = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(9), 1 + random.nextInt(40));
            Vec3 output = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(8), 1 + random.nextInt(40));
            return new Layer(new ConvolutionShape(1 + random.nextInt(20), 1 + random.nextInt(20), kernel, dilation),
                    output, seed);
        }

        @Override
        public String toString() {
            return shape.in() + "->" + shape.out() + " kernel " + shape.kernel() + " dilation " + shape.dilation()
                    + " output " + output + " seed " + seed;
        }
    }

    protected abstract ConvolutionAlgorithm<A> algorithm();

    protected abstract RealArrays<A> reals();

    /** Returns the permitted rounding error, as a multiple of that of direct sums. */
    protected double toleranceFactor() {
        return 1;
    }

    private static Stream<Layer> layers() {
        Stream<Layer> chosen = Stream.of(
                Layer.of(1, 1, "1,1,1", "1,1,1", "1,1,1"), Layer.of(1, 24, "1,3,3", "1,1,1", "1,20,37"),
                Layer.of(7, 2, "1,1,1", "1,1,1", "3,5,50"), Layer.of(24, 24, "1,3,3", "1,1,1", "1,33,32"),
                Layer.of(5, 6, "1,4,4", "1,2,2", "2,9,17"), Layer.of(6, 80, "3,3,3", "1,1,1", "4,5,6"),
                Layer.of(3, 7, "7,7,7", "1,1,1", "2,3,19"), Layer.of(4, 11, "2,3,5", "3,2,4", "5,7,16"),
                Layer.of(80, 3, "5,5,5", "1,1,1", "2,2,3"), Layer.of(9, 5, "1,1,9", "1,1,7", "1,1,70"),
                Layer.of(2, 70, "1,3,3", "1,16,16", "1,4,4"), Layer.of(200, 1, "9,9,9", "1,1,1", "1,1,2"),
                Layer.of(48, 200, "1,3,3", "1,16,16", "1,5,20"), Layer.of(2, 200, "9,9,9", "1,1,1", "1,1,2"),
                Layer.of(2, 3, "1,2,2", "1,1,1", "1,70,60"), Layer.of(1, 40, "7,7,7", "1,1,1", "13,11,23"),
                Layer.of(1, 35, "3,4,5", "2,3,2", "9,14,19"), Layer.of(2, 33, "5,5,5", "1,1,1", "35,9,7"),
                Layer.of(3, 18, "1,5,4", "1,2,1", "3,45,50"), Layer.of(1, 2, "5,1,1", "3,1,1", "10,3,4"),
                Layer.of(4, 17, "2,3,3", "1,1,1", "1,40,3"), Layer.of(3, 5, "1,3,3", "1,2,3", "1,9,700"),
                Layer.of(18, 52, "3,2,4", "2,1,2", "7,11,25"));
        return Stream.concat(chosen, LongStream.rangeClosed(1, RANDOM_LAYERS).mapToObj(Layer::random));
    }

    Stream<Layer> inputLayers() {
        return layers().filter(layer -> algorithm().supports(ConvolutionPass.INPUT_GRADIENT, layer.shape()));
    }

    Stream<Layer> weightLayers() {
        return layers().filter(layer -> algorithm().supports(ConvolutionPass.WEIGHT_GRADIENT, layer.shape()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientMatchesNaiveGradient(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume expected = NaiveGradient.inputGradient(layer.shape(), c.filters, c.outputGradient, null);

        assertClose(expected, c.inputGradient(null, 1), layer.shape().out() * layer.shape().kernel().product());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientAccumulates(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume start = TestFeatureMaps.random(c.random, layer.shape().in(), c.input.size());
        DoubleVolume expected = NaiveGradient.inputGradient(layer.shape(), c.filters, c.outputGradient, start);

        assertClose(expected, c.inputGradient(start, 2), 1 + layer.shape().out() * layer.shape().kernel().product());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientMatchesNaiveGradient(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume expected = NaiveGradient.weightGradient(layer.shape(), c.input, c.outputGradient);

        assertClose(expected, c.weightGradient(1), layer.output().product());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientIsAdjointToConvolution(Layer layer) {
        // <convolution(x), g> = <x, inputGradient(g)>
        Case c = new Case(layer);
        assertEquals(c.forwardProduct(), product(c.input, c.inputGradient(null, 1)), c.productTolerance());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientIsAdjointToConvolution(Layer layer) {
        // <convolution(x), g> = <W, weightGradient(x, g)>
        Case c = new Case(layer);
        assertEquals(c.forwardProduct(), product(c.weightVolume, c.weightGradient(1)), c.productTolerance());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientIsBitIdenticalForAnyThreadCount(Layer layer) {
        Case c = new Case(layer);
        double[] one = c.inputGradient(null, 1).data();
        for (int threads = 2; threads <= 3; threads++) {
            assertArrayEquals(one, c.inputGradient(null, threads).data());
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientIsBitIdenticalForAnyThreadCount(Layer layer) {
        Case c = new Case(layer);
        double[] one = c.weightGradient(1).data();
        for (int threads = 2; threads <= 3; threads++) {
            assertArrayEquals(one, c.weightGradient(threads).data());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientAllocatesExactlyTheScratchpadOfItsFootprint(Layer layer) {
        Case c = new Case(layer);
        c.inputGradient(null, 2);
        Footprint footprint =
                algorithm().footprint(ConvolutionPass.INPUT_GRADIENT, layer.shape(), layer.output(), 2);
        assertEquals(footprint.scratchpad(), c.scratchpad.size());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientAllocatesExactlyTheScratchpadOfItsFootprint(Layer layer) {
        Case c = new Case(layer);
        c.weightGradient(2);
        Footprint footprint =
                algorithm().footprint(ConvolutionPass.WEIGHT_GRADIENT, layer.shape(), layer.output(), 2);
        assertEquals(footprint.scratchpad(), c.scratchpad.size());
    }

    @Test
    void setWeightsReplacesPreviousWeights() {
        Layer layer = Layer.of(7, 9, "2,3,3", "1,2,2", "2,5,20");
        Case c = new Case(layer);
        c.currentFilters = new Filters(7, 9, layer.shape().kernel(), new double[c.filters.values().length]);
        assertEquals(0, product(c.inputGradient(null, 1), c.inputGradient(null, 1)));

        c.currentFilters = c.filters;
        DoubleVolume expected = NaiveGradient.inputGradient(layer.shape(), c.filters, c.outputGradient, null);
        assertClose(expected, c.inputGradient(null, 1), 9 * 18);
    }

    private static double product(Volume a, Volume b) {
        double[] sum = new double[1];
        TestFeatureMaps.forEachVoxel(a, (c, z, y, x) -> sum[0] += a.get(c, z, y, x) * b.get(c, z, y, x));
        return sum[0];
    }

    /**
     * Returns the tolerance for a sum of products. Products of uniform values from -1/2 to 1/2 have a deviation of
     * 1/12; a sum of n and its error grow with √n.
     */
    private double tolerance(double products) {
        return toleranceFactor() * 8 * reals().unitRoundoff() * Math.sqrt(products) * (1 + Math.sqrt(products) / 12);
    }

    private void assertClose(Volume expected, Volume actual, double products) {
        double tolerance = tolerance(products);
        TestFeatureMaps.forEachVoxel(expected, (c, z, y, x) ->
                assertEquals(expected.get(c, z, y, x), actual.get(c, z, y, x), tolerance,
                        () -> "map " + c + " at " + new Vec3(z, y, x)));
    }

    /** Layer with random weights, input and output gradient. */
    private final class Case {

        private final Layer layer;
        private final Random random;
        private final DoubleVolume weightVolume;
        private final Filters filters;
        private final DoubleVolume input;
        private final DoubleVolume outputGradient;
        private Filters currentFilters;
        private InputGradient<A> subject;
        private Scratchpad scratchpad;

        Case(Layer layer) {
            this.layer = layer;
            ConvolutionShape shape = layer.shape();
            random = new Random(layer.seed());
            weightVolume = TestFeatureMaps.random(random, shape.in() * shape.out(), shape.kernel());
            filters = new Filters(shape.in(), shape.out(), shape.kernel(), weightVolume.data());
            currentFilters = filters;
            input = TestFeatureMaps.random(random, shape.in(), shape.inputSize(layer.output()));
            outputGradient = TestFeatureMaps.random(random, shape.out(), layer.output());
        }

        /** Returns the scalar product <convolution(x), g>, computed by the reference. */
        double forwardProduct() {
            return product(NaiveConvolution.convolve(input, filters, layer.shape().dilation(), layer.output(), null),
                    outputGradient);
        }

        double productTolerance() {
            return tolerance(layer.shape().operations(layer.output()) / 2.0);
        }

        /** Returns the input gradient under test, the same object at each call, with a scratchpad of its own. */
        InputGradient<A> subject() {
            if (subject == null) {
                scratchpad = new Scratchpad();
                subject = algorithm().inputGradient(layer.shape(), layer.output(), scratchpad);
            }
            return subject;
        }

        DoubleVolume inputGradient(Volume start, int threads) {
            FeatureMaps<A> to = start == null ? TestFeatureMaps.nanFilled(reals(), layer.shape().in(), input.size())
                    : TestFeatureMaps.fromVolume(reals(), start);
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                subject().setWeights(currentFilters, team);
                subject().compute(TestFeatureMaps.fromVolume(reals(), outputGradient), to, start != null, team);
            }
            return TestFeatureMaps.toVolume(reals(), to);
        }

        DoubleVolume weightGradient(int threads) {
            scratchpad = new Scratchpad();
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                Filters gradient = algorithm().weightGradient(layer.shape(), layer.output(), scratchpad)
                        .compute(TestFeatureMaps.fromVolume(reals(), input),
                                TestFeatureMaps.fromVolume(reals(), outputGradient), team);
                return new DoubleVolume(gradient.in() * gradient.out(), gradient.size(), gradient.values());
            }
        }
    }
}
