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
import org.znn.worker.parallel.ThreadTeam;

/**
 * What every gradient of a convolution promises: the derivatives of ZNN's definition, within rounding of the naive
 * float64 loops; adjoint to the convolution itself; the same bits for any number of threads; the scratch that its
 * footprint tells. Padding holds NaN throughout: none may leak.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConvolutionGradientContract<A> {

    private static final int RANDOM_LAYERS = 40;

    /** One layer: shape, output size, and what its numbers are drawn from. */
    public record Layer(ConvolutionShape shape, Vec3 output, long seed) {

        static Layer of(int in, int out, String kernel, String dilation, String output) {
            return new Layer(new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation)),
                    Vec3.parse(output), 1);
        }

        /** A shape drawn from the seed: mostly small, now and then with a dilation beyond the output's size. */
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

    protected abstract ConvolutionFamily<A> family();

    protected abstract Reals<A> reals();

    /** Rounding errors, as a multiple of what direct sums are allowed. */
    protected double slack() {
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
        return layers().filter(layer -> family().supports(ConvolutionPass.INPUT_GRADIENT, layer.shape()));
    }

    Stream<Layer> weightLayers() {
        return layers().filter(layer -> family().supports(ConvolutionPass.WEIGHT_GRADIENT, layer.shape()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientAgreesWithTheNaiveLoops(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume expected = NaiveGradient.input(layer.shape(), c.filters, c.outputGradient, null);

        assertClose(expected, c.input(null, 1), layer.shape().out() * layer.shape().kernel().product());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientIsAddedToWhatIsThere(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume start = TestMaps.random(c.random, layer.shape().in(), c.input.size());
        DoubleVolume expected = NaiveGradient.input(layer.shape(), c.filters, c.outputGradient, start);

        assertClose(expected, c.input(start, 2), 1 + layer.shape().out() * layer.shape().kernel().product());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientAgreesWithTheNaiveLoops(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume expected = NaiveGradient.weights(layer.shape(), c.input, c.outputGradient);

        assertClose(expected, c.weights(1), layer.output().product());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientIsAdjointToTheConvolution(Layer layer) {
        // <convolution(x), g> = <x, inputGradient(g)>
        Case c = new Case(layer);
        assertEquals(c.forward(), product(c.input, c.input(null, 1)), c.toleranceOfProduct());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientIsAdjointToTheConvolution(Layer layer) {
        // <convolution(x), g> = <W, weightGradient(x, g)>
        Case c = new Case(layer);
        assertEquals(c.forward(), product(c.weightVolume, c.weights(1)), c.toleranceOfProduct());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void sameBitsOfInputGradientForAnyNumberOfThreads(Layer layer) {
        Case c = new Case(layer);
        double[] one = c.input(null, 1).data();
        for (int threads = 2; threads <= 3; threads++) {
            assertArrayEquals(one, c.input(null, threads).data());
        }
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void sameBitsOfWeightGradientForAnyNumberOfThreads(Layer layer) {
        Case c = new Case(layer);
        double[] one = c.weights(1).data();
        for (int threads = 2; threads <= 3; threads++) {
            assertArrayEquals(one, c.weights(threads).data());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputLayers")
    void inputGradientTakesTheScratchItTells(Layer layer) {
        Case c = new Case(layer);
        c.input(null, 2);
        assertEquals(family().footprint(ConvolutionPass.INPUT_GRADIENT, layer.shape(), layer.output(), 2).scratch(),
                c.scratch.size());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("weightLayers")
    void weightGradientTakesTheScratchItTells(Layer layer) {
        Case c = new Case(layer);
        c.weights(2);
        assertEquals(family().footprint(ConvolutionPass.WEIGHT_GRADIENT, layer.shape(), layer.output(), 2).scratch(),
                c.scratch.size());
    }

    @Test
    void newWeightsReplaceTheOld() {
        Layer layer = Layer.of(7, 9, "2,3,3", "1,2,2", "2,5,20");
        Case c = new Case(layer);
        c.used = new Filters(7, 9, layer.shape().kernel(), new double[c.filters.values().length]);
        assertEquals(0, product(c.input(null, 1), c.input(null, 1)));

        c.used = c.filters;
        assertClose(NaiveGradient.input(layer.shape(), c.filters, c.outputGradient, null), c.input(null, 1), 9 * 18);
    }

    private static double product(Volume a, Volume b) {
        double[] sum = new double[1];
        TestMaps.forEach(a, (c, z, y, x) -> sum[0] += a.get(c, z, y, x) * b.get(c, z, y, x));
        return sum[0];
    }

    /** Products of numbers from -1/2 to 1/2 deviate by 1/12; a sum of n, and its rounding errors, walk with √n. */
    private void assertClose(Volume expected, Volume actual, double products) {
        double tolerance = slack() * 8 * reals().roundoff() * Math.sqrt(products) * (1 + Math.sqrt(products) / 12);
        TestMaps.forEach(expected, (c, z, y, x) -> assertEquals(expected.get(c, z, y, x), actual.get(c, z, y, x),
                tolerance, () -> "map " + c + " at " + new Vec3(z, y, x)));
    }

    /** A layer with random weights, input and output gradient. */
    private final class Case {

        private final Layer layer;
        private final Random random;
        private final DoubleVolume weightVolume;
        private final Filters filters;
        private final DoubleVolume input;
        private final DoubleVolume outputGradient;
        private Filters used;
        private InputGradient<A> gradient;
        private Scratch scratch;

        Case(Layer layer) {
            this.layer = layer;
            ConvolutionShape shape = layer.shape();
            random = new Random(layer.seed());
            weightVolume = TestMaps.random(random, shape.in() * shape.out(), shape.kernel());
            filters = new Filters(shape.in(), shape.out(), shape.kernel(), weightVolume.data());
            used = filters;
            input = TestMaps.random(random, shape.in(), shape.inputSize(layer.output()));
            outputGradient = TestMaps.random(random, shape.out(), layer.output());
        }

        /** <convolution(x), g>, by the judge. */
        double forward() {
            return product(NaiveConvolution.convolve(input, filters, layer.shape().dilation(), layer.output(), null),
                    outputGradient);
        }

        double toleranceOfProduct() {
            double products = layer.shape().operations(layer.output()) / 2.0;
            return slack() * 8 * reals().roundoff() * Math.sqrt(products) * (1 + Math.sqrt(products) / 12);
        }

        /** The same at each call, in a scratch of its own. */
        InputGradient<A> gradient() {
            if (gradient == null) {
                scratch = new Scratch();
                gradient = family().inputGradient(layer.shape(), layer.output(), scratch);
            }
            return gradient;
        }

        DoubleVolume input(Volume start, int threads) {
            Maps<A> to = start == null ? TestMaps.blank(reals(), layer.shape().in(), input.size())
                    : TestMaps.of(reals(), start);
            try (ThreadTeam team = new ThreadTeam(threads)) {
                gradient().use(used, team);
                gradient().run(TestMaps.of(reals(), outputGradient), to, start != null, team);
            }
            return TestMaps.volume(reals(), to);
        }

        DoubleVolume weights(int threads) {
            scratch = new Scratch();
            try (ThreadTeam team = new ThreadTeam(threads)) {
                Filters sums = family().weightGradient(layer.shape(), layer.output(), scratch)
                        .run(TestMaps.of(reals(), input), TestMaps.of(reals(), outputGradient), team);
                return new DoubleVolume(sums.in() * sums.out(), sums.size(), sums.values());
            }
        }
    }
}
