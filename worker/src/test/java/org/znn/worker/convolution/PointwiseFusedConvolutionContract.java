package org.znn.worker.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Contract of {@link PointwiseFusedConvolution}: results are bit-identical to a direct pointwise convolution after the
 * convolution, for any number of threads, and use exactly the scratchpad given by the footprint.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PointwiseFusedConvolutionContract {

    private static final Epilogue RECTIFY = new Epilogue(null, new TransferFunction.RectifyLinear());

    /** Test case: a convolution and the output maps of the pointwise convolution after it. */
    public record Layer(ConvolutionShape shape, int pointwiseMaps, Vec3 output) {
    }

    protected abstract ConvolutionAlgorithm<float[]> algorithm();

    /** Returns the direct algorithm, the reference for the pointwise convolution. */
    protected abstract ConvolutionAlgorithm<float[]> direct();

    Stream<Layer> layers() {
        return Stream.of(
                layer(1, 1, 1, "1,1,1", "1,1,1", "1,1,1"), layer(48, 200, 2, "1,3,3", "1,16,16", "1,13,40"),
                layer(5, 7, 3, "1,3,3", "1,2,2", "2,9,100"), layer(3, 60, 8, "2,3,3", "1,1,1", "3,4,5"),
                layer(6, 2, 40, "1,4,4", "1,1,1", "1,30,33"), layer(9, 24, 1, "1,5,5", "1,4,4", "1,7,300"))
                .filter(layer -> algorithm().fusesPointwise(layer.shape()));
    }

    private static Layer layer(int in, int out, int maps, String kernel, String dilation, String output) {
        return new Layer(new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation)), maps,
                Vec3.parse(output));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void isBitIdenticalToTwoSeparateConvolutions(Layer layer) {
        ConvolutionShape shape = layer.shape();
        Random random = new Random(1);
        Filters filters = filters(random, shape);
        ConvolutionShape pointwise = ConvolutionShape.pointwise(shape.out(), layer.pointwiseMaps());
        Filters pointwiseFilters = filters(random, pointwise);
        Epilogue biased = new Epilogue(random.doubles(layer.pointwiseMaps(), -1, 1).toArray(), RECTIFY.function());
        FeatureMaps<float[]> in = TestFeatureMaps.fromVolume(RealArrays.FLOAT32,
                TestFeatureMaps.random(random, shape.in(), shape.inputSize(layer.output())));
        FeatureMaps<float[]> intermediate = TestFeatureMaps.nanFilled(RealArrays.FLOAT32, shape.out(), layer.output());
        FeatureMaps<float[]> expected =
                TestFeatureMaps.nanFilled(RealArrays.FLOAT32, layer.pointwiseMaps(), layer.output());
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            convolve(algorithm(), shape, layer.output(), filters, in, intermediate, RECTIFY, team);
            convolve(direct(), pointwise, layer.output(), pointwiseFilters, intermediate, expected, biased, team);
        }
        for (int threads = 1; threads <= 3; threads++) {
            Scratchpad scratchpad = new Scratchpad();
            FeatureMaps<float[]> out =
                    TestFeatureMaps.nanFilled(RealArrays.FLOAT32, layer.pointwiseMaps(), layer.output());
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                PointwiseFusedConvolution<float[]> fused =
                        algorithm().pointwiseFused(shape, layer.pointwiseMaps(), layer.output(), scratchpad);
                fused.setWeights(filters, pointwiseFilters, team);
                fused.forward(in, out, RECTIFY, biased, team);
            }
            assertArrayEquals(TestFeatureMaps.toVolume(RealArrays.FLOAT32, expected).data(),
                    TestFeatureMaps.toVolume(RealArrays.FLOAT32, out).data());
            Footprint footprint =
                    algorithm().pointwiseFusedFootprint(shape, layer.pointwiseMaps(), layer.output(), threads);
            assertEquals(footprint.scratchpad(), scratchpad.size());
        }
    }

    private static Filters filters(Random random, ConvolutionShape shape) {
        return new Filters(shape.in(), shape.out(), shape.kernel(),
                TestFeatureMaps.random(random, shape.in() * shape.out(), shape.kernel()).data());
    }

    private static void convolve(ConvolutionAlgorithm<float[]> algorithm, ConvolutionShape shape, Vec3 output,
            Filters filters, FeatureMaps<float[]> in, FeatureMaps<float[]> out, Epilogue epilogue, ForkJoinTeam team) {
        Convolution<float[]> convolution = algorithm.convolution(shape, output, new Scratchpad());
        convolution.setWeights(filters, team);
        convolution.forward(in, out, false, epilogue, team);
    }
}
