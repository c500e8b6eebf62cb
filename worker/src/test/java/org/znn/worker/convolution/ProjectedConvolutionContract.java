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
import org.znn.worker.parallel.ThreadTeam;

/**
 * What projected convolutions promise: the bits of a direct projection after the convolution, for any threads, in the
 * scratch that the footprint tells.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProjectedConvolutionContract {

    private static final Epilogue RECTIFY =
            new Epilogue(null, new TransferFunction.RectifyLinear());

    /** One pair of layers. */
    public record Layer(ConvolutionShape shape, int maps, Vec3 output) {
    }

    protected abstract ConvolutionFamily<float[]> family();

    /** Computes 1x1x1 convolutions. */
    protected abstract ConvolutionFamily<float[]> direct();

    Stream<Layer> layers() {
        return Stream.of(
                layer(1, 1, 1, "1,1,1", "1,1,1", "1,1,1"), layer(48, 200, 2, "1,3,3", "1,16,16", "1,13,40"),
                layer(5, 7, 3, "1,3,3", "1,2,2", "2,9,100"), layer(3, 60, 8, "2,3,3", "1,1,1", "3,4,5"),
                layer(6, 2, 40, "1,4,4", "1,1,1", "1,30,33"), layer(9, 24, 1, "1,5,5", "1,4,4", "1,7,300"))
                .filter(layer -> family().projects(layer.shape()));
    }

    private static Layer layer(int in, int out, int maps, String kernel, String dilation, String output) {
        return new Layer(new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation)), maps,
                Vec3.parse(output));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void sameBitsAsOneAfterTheOther(Layer layer) {
        ConvolutionShape shape = layer.shape();
        Random random = new Random(1);
        Filters filters = filters(random, shape);
        Filters projection = filters(random, projection(layer));
        Epilogue biased = new Epilogue(random.doubles(layer.maps(), -1, 1).toArray(), RECTIFY.function());
        Maps<float[]> in = TestMaps.of(Reals.FLOAT32,
                TestMaps.random(random, shape.in(), shape.inputSize(layer.output())));
        Maps<float[]> middle = TestMaps.blank(Reals.FLOAT32, shape.out(), layer.output());
        Maps<float[]> expected = TestMaps.blank(Reals.FLOAT32, layer.maps(), layer.output());
        try (ThreadTeam team = new ThreadTeam(1)) {
            convolve(family(), shape, layer.output(), filters, in, middle, RECTIFY, team);
            convolve(direct(), projection(layer), layer.output(), projection, middle, expected, biased, team);
        }
        for (int threads = 1; threads <= 3; threads++) {
            Scratch scratch = new Scratch();
            Maps<float[]> out = TestMaps.blank(Reals.FLOAT32, layer.maps(), layer.output());
            try (ThreadTeam team = new ThreadTeam(threads)) {
                ProjectedConvolution<float[]> projected =
                        family().projected(shape, layer.maps(), layer.output(), scratch);
                projected.use(filters, projection, team);
                projected.forward(in, out, RECTIFY, biased, team);
            }
            assertArrayEquals(TestMaps.volume(Reals.FLOAT32, expected).data(),
                    TestMaps.volume(Reals.FLOAT32, out).data());
            assertEquals(family().projectedFootprint(shape, layer.maps(), layer.output(), threads).scratch(),
                    scratch.size());
        }
    }

    private static ConvolutionShape projection(Layer layer) {
        return new ConvolutionShape(layer.shape().out(), layer.maps(), Vec3.ONE, Vec3.ONE);
    }

    private static Filters filters(Random random, ConvolutionShape shape) {
        return new Filters(shape.in(), shape.out(), shape.kernel(),
                TestMaps.random(random, shape.in() * shape.out(), shape.kernel()).data());
    }

    private static void convolve(ConvolutionFamily<float[]> family, ConvolutionShape shape, Vec3 output,
            Filters filters, Maps<float[]> in, Maps<float[]> out, Epilogue epilogue, ThreadTeam team) {
        Convolution<float[]> convolution = family.convolution(shape, output, new Scratch());
        convolution.use(filters, team);
        convolution.forward(in, out, false, epilogue, team);
    }
}
