package org.znn.worker.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Contract of {@link Convolution}: results match naive float64 loops of ZNN's definition within rounding, do not depend
 * on the number of threads, and use exactly the scratchpad given by the footprint. Padding is filled with NaN, which
 * must not leak into results.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConvolutionContract<A> {

    private static final Random RANDOM = new Random(1);
    private static final List<TransferFunction> FUNCTIONS = List.of(new TransferFunction.RectifyLinear(),
            TransferFunction.Linear.IDENTITY, new TransferFunction.Tanh(1.7159, 0.6666));

    /** Test case: shape and output size. */
    public record Layer(ConvolutionShape shape, Vec3 output) {

        @Override
        public String toString() {
            return shape.in() + "->" + shape.out() + " kernel " + shape.kernel() + " dilation " + shape.dilation()
                    + " output " + output;
        }
    }

    protected abstract ConvolutionAlgorithm<A> algorithm();

    protected abstract RealArrays<A> reals();

    /** Returns the permitted rounding error, as a multiple of that of direct sums. */
    protected double toleranceFactor() {
        return 1;
    }

    protected Stream<Layer> layers() {
        return Stream.of(
                layer(1, 1, "1,1,1", "1,1,1", "1,1,1"), layer(1, 24, "1,3,3", "1,1,1", "1,20,37"),
                layer(7, 2, "1,1,1", "1,1,1", "3,5,50"), layer(24, 24, "1,3,3", "1,1,1", "1,33,32"),
                layer(5, 6, "1,4,4", "1,2,2", "2,9,17"), layer(6, 80, "3,3,3", "1,1,1", "4,5,6"),
                layer(3, 7, "7,7,7", "1,1,1", "2,3,19"), layer(4, 11, "2,3,5", "3,2,4", "5,7,16"),
                layer(80, 3, "5,5,5", "1,1,1", "2,2,3"), layer(9, 5, "1,1,9", "1,1,7", "1,1,70"),
                layer(2, 200, "1,3,3", "1,16,16", "1,4,4"), layer(200, 1, "9,9,9", "1,1,1", "1,1,2"),
                layer(1, 40, "7,7,7", "1,1,1", "13,11,23"), layer(1, 35, "3,4,5", "2,3,2", "9,14,19"),
                layer(2, 33, "5,5,5", "1,1,1", "35,9,7"), layer(3, 18, "1,5,4", "1,2,1", "3,45,50"),
                layer(1, 2, "5,1,1", "3,1,1", "10,3,4"), layer(4, 17, "2,3,3", "1,1,1", "1,40,3"),
                layer(5, 3, "1,48,2", "1,1,1", "1,60,5"), layer(18, 17, "1,2,3", "1,40,70", "1,5,20"))
                .filter(layer -> algorithm().supports(ConvolutionPass.FORWARD, layer.shape()));
    }

    protected static Layer layer(int in, int out, String kernel, String dilation, String output) {
        return new Layer(new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation)), Vec3.parse(output));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void matchesNaiveConvolution(Layer layer) {
        Case c = new Case(layer);
        Volume expected = NaiveConvolution.convolve(c.image, c.filters, layer.shape().dilation(), layer.output(), null);
        assertClose(expected, c.forward(c.image, layer.output(), null, Epilogue.NONE, 1), layer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void accumulatesAndAppliesEpilogue(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume start = TestFeatureMaps.random(RANDOM, layer.shape().out(), layer.output());
        double[] bias = RANDOM.doubles(layer.shape().out(), -1, 1).toArray();
        for (TransferFunction function : FUNCTIONS) {
            Volume sums = NaiveConvolution.convolve(c.image, c.filters, layer.shape().dilation(), layer.output(),
                    start);
            Volume expected = Volume.zeros(Precision.FLOAT64, sums.channels(), sums.size());
            TestFeatureMaps.forEachVoxel(expected, (o, z, y, x) ->
                    expected.set(o, z, y, x, value(function, sums.get(o, z, y, x) + bias[o])));
            assertClose(expected, c.forward(c.image, layer.output(), start, new Epilogue(bias, function), 2), layer);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void isBitIdenticalForAnyThreadCount(Layer layer) {
        Case c = new Case(layer);
        DoubleVolume one = c.forward(c.image, layer.output(), null, Epilogue.NONE, 1);
        for (int threads = 2; threads <= 4; threads++) {
            assertArrayEquals(one.data(), c.forward(c.image, layer.output(), null, Epilogue.NONE, threads).data());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void allocatesExactlyTheScratchpadOfItsFootprint(Layer layer) {
        Case c = new Case(layer);
        for (int threads = 1; threads <= 3; threads += 2) {
            c.forward(c.image, layer.output(), null, Epilogue.NONE, threads);
            Footprint footprint =
                    algorithm().footprint(ConvolutionPass.FORWARD, layer.shape(), layer.output(), threads);
            assertEquals(footprint.scratchpad(), c.scratchpad.size());
        }
    }

    @Test
    void rectifyLinearMapsNaNToZero() {
        ConvolutionShape shape = ConvolutionShape.pointwise(1, 1);
        assumeTrue(algorithm().supports(ConvolutionPass.FORWARD, shape), "larger kernels may spread a NaN");
        Case c = new Case(new Layer(shape, new Vec3(1, 1, 20)));
        c.image.set(0, 0, 0, 3, Double.NaN);
        Epilogue rectify = new Epilogue(new double[] {0}, new TransferFunction.RectifyLinear());
        assertEquals(0, c.forward(c.image, new Vec3(1, 1, 20), null, rectify, 1).get(0, 0, 0, 3));
    }

    private static double value(TransferFunction function, double x) {
        return function instanceof TransferFunction.RectifyLinear ? Math.max(0, x)
                : function instanceof TransferFunction.Tanh f ? f.a() * Math.tanh(f.b() * x) : x;
    }

    private void assertClose(Volume expected, Volume actual, Layer layer) {
        // Products of uniform values from -1/2 to 1/2 have a deviation of 1/12; a sum of n and its error grow with √n.
        double taps = layer.shape().in() * layer.shape().kernel().product();
        double tolerance =
                toleranceFactor() * 8 * reals().unitRoundoff() * Math.sqrt(taps) * (1 + Math.sqrt(taps) / 12);
        TestFeatureMaps.forEachVoxel(expected, (o, z, y, x) ->
                assertEquals(expected.get(o, z, y, x), actual.get(o, z, y, x), tolerance,
                        () -> layer + ", map " + o + " at " + new Vec3(z, y, x)));
    }

    /** Layer with random weights and a random image. */
    protected final class Case {

        private final Filters filters;
        private final DoubleVolume image;
        private final ConvolutionShape shape;
        private Scratchpad scratchpad;

        public Case(Layer layer) {
            shape = layer.shape();
            filters = new Filters(shape.in(), shape.out(), shape.kernel(),
                    TestFeatureMaps.random(RANDOM, shape.in() * shape.out(), shape.kernel()).data());
            image = TestFeatureMaps.random(RANDOM, shape.in(), shape.inputSize(layer.output()));
        }

        public DoubleVolume image() {
            return image;
        }

        public DoubleVolume forward(Volume in, Vec3 outputSize, Volume start, Epilogue epilogue, int threads) {
            FeatureMaps<A> from = TestFeatureMaps.fromVolume(reals(), in);
            FeatureMaps<A> to = start == null ? TestFeatureMaps.nanFilled(reals(), shape.out(), outputSize)
                    : TestFeatureMaps.fromVolume(reals(), start);
            scratchpad = new Scratchpad();
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                Convolution<A> convolution = algorithm().convolution(shape, outputSize, scratchpad);
                convolution.setWeights(filters, team);
                convolution.forward(from, to, start != null, epilogue, team);
            }
            return TestFeatureMaps.toVolume(reals(), to);
        }
    }
}
