package org.znn.worker.convolution.winograd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.NaiveConvolution;
import org.znn.worker.convolution.Reals;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.TestMaps;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** How much is rounded on the layers this is for: the greatest error, relative to the rms of the output. */
class WinogradAccuracyTest {

    private static final long SEED = 1;

    @ParameterizedTest(name = "{0} to {1} maps, kernel {2}, dilation {3}")
    @CsvSource({
        "24, 24, '1,3,3', '1,1,1', '1,24,64', 1e-5", "36, 36, '1,3,3', '1,2,2', '1,24,64', 1e-5",
        "48, 48, '1,3,3', '1,4,4', '1,24,64', 1e-5", "60, 60, '1,3,3', '1,8,8', '1,32,64', 1e-5",
        "48, 200, '1,3,3', '1,16,16', '1,16,64', 1e-5", "60, 60, '2,3,3', '1,8,8', '2,16,64', 1e-5",
        "48, 48, '1,4,4', '1,2,2', '1,24,64', 1e-5", "48, 48, '1,5,5', '1,4,4', '1,16,64', 1.5e-5",
        "80, 80, '3,3,3', '1,1,1', '2,16,32', 1e-5"})
    void fastTiles(int in, int out, String kernel, String dilation, String output, double limit) {
        assertErrorBelow(limit, false, in, out, kernel, dilation, output);
    }

    @ParameterizedTest(name = "{0} to {1} maps, kernel {2}, dilation {3}")
    @CsvSource({
        "24, 24, '1,3,3', '1,1,1', '1,24,64'", "48, 48, '1,4,4', '1,2,2', '1,24,64'",
        "48, 48, '1,5,5', '1,4,4', '1,16,64'"})
    void strictTiles(int in, int out, String kernel, String dilation, String output) {
        assertErrorBelow(1e-5, true, in, out, kernel, dilation, output);
    }

    private static void assertErrorBelow(double limit, boolean strict, int in, int out, String kernel, String dilation,
            String output) {
        ConvolutionShape shape = new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation));
        Vec3 size = Vec3.parse(output);
        Random random = new Random(SEED);
        Filters filters = new Filters(in, out, shape.kernel(),
                TestMaps.random(random, in * out, shape.kernel()).data());
        DoubleVolume image = TestMaps.random(random, in, shape.inputSize(size));
        double[] expected = NaiveConvolution.convolve(image, filters, shape.dilation(), size, null).data();
        Maps<float[]> result = TestMaps.blank(Reals.FLOAT32, out, size);
        try (ThreadTeam team = new ThreadTeam(1)) {
            Convolution<float[]> convolution = new WinogradFamily(Simd.ofThisJvm(), strict)
                    .convolution(shape, size, new Scratch());
            convolution.use(filters, team);
            convolution.forward(TestMaps.of(Reals.FLOAT32, image), result, false, Epilogue.NONE, team);
        }
        double[] actual = TestMaps.volume(Reals.FLOAT32, result).data();
        double squares = 0;
        double greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += expected[i] * expected[i];
            greatest = Math.max(greatest, Math.abs(actual[i] - expected[i]));
        }
        double error = greatest / Math.sqrt(squares / expected.length);
        assertTrue(error < limit, () -> "seed " + SEED + ": the greatest error is " + error + " of the rms");
    }
}
