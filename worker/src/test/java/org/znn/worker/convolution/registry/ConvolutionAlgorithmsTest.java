package org.znn.worker.convolution.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.fft.simd.SimdFftAlgorithm;
import org.znn.worker.simd.Simd;

/** Shapes that each algorithm supports; the contract suites skip shapes that an algorithm does not support. */
class ConvolutionAlgorithmsTest {

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void directAndFftSupportEveryShape(AlgorithmKind kind) {
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            for (String kernel : new String[] {"1,1,1", "1,2,5", "3,3,3", "7,7,7", "1,1,9", "9,9,9"}) {
                assertTrue(ConvolutionAlgorithms.float32(kind, Simd.preferred()).supports(pass, shape(kernel)), kernel);
                assertTrue(ConvolutionAlgorithms.float64(kind).supports(pass, shape(kernel)), kernel);
            }
        }
    }

    @ParameterizedTest
    @Tag("vector")
    @CsvSource(delimiter = '|', value = {
        "1,2,2 | true", "1,3,3 | true", "1,4,4 | true", "1,5,5 | true", "1,3,5 | true", "2,3,3 | true", "3,3,3 | true",
        "1,1,1 | false", "1,6,6 | false", "1,1,3 | false", "4,3,3 | false", "7,7,7 | false"})
    void winogradSupportsSmallKernelsOnly(String kernel, boolean small) {
        for (AlgorithmKind kind : List.of(AlgorithmKind.WINOGRAD, AlgorithmKind.WINOGRAD_STRICT)) {
            ConvolutionAlgorithm<float[]> algorithm = ConvolutionAlgorithms.float32(kind, Simd.preferred());
            for (ConvolutionPass pass : ConvolutionPass.values()) {
                assertEquals(small, algorithm.supports(pass, shape(kernel)));
            }
        }
    }

    @Test
    @Tag("vector")
    void simdFftSupportsUpTo48TapsPerAxis() {
        SimdFftAlgorithm algorithm = new SimdFftAlgorithm(Simd.preferred());
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            assertTrue(algorithm.supports(pass, shape("48,48,48")));
            for (String kernel : new String[] {"49,1,1", "1,49,2", "3,3,60"}) {
                assertFalse(algorithm.supports(pass, shape(kernel)), kernel);
            }
        }
    }

    @Test
    void winogradFallsBackToDirectWithoutVectors() {
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            ConvolutionAlgorithm<float[]> algorithm =
                    ConvolutionAlgorithms.float32(AlgorithmKind.WINOGRAD, Simd.scalar());
            assertTrue(algorithm.supports(pass, shape("7,7,7")));
        }
    }

    private static ConvolutionShape shape(String kernel) {
        return new ConvolutionShape(3, 5, Vec3.parse(kernel), new Vec3(1, 2, 2));
    }
}
