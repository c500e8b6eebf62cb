package org.znn.worker.convolution.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.fft.tiled.TiledFftFamily;
import org.znn.worker.simd.Simd;

/** Which family computes what: contract suites leave out what a family says that it cannot. */
class FamiliesTest {

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void directSumsAndTransformsComputeEverything(ConvolutionMethod method) {
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            for (String kernel : new String[] {"1,1,1", "1,2,5", "3,3,3", "7,7,7", "1,1,9", "9,9,9"}) {
                assertTrue(Families.float32(method, Simd.ofThisJvm()).supports(pass, shape(kernel)), kernel);
                assertTrue(Families.float64(method).supports(pass, shape(kernel)), kernel);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1,2,2 | true", "1,3,3 | true", "1,4,4 | true", "1,5,5 | true", "1,3,5 | true", "2,3,3 | true", "3,3,3 | true",
        "1,1,1 | false", "1,6,6 | false", "1,1,3 | false", "4,3,3 | false", "7,7,7 | false"})
    void minimalFilteringIsForSmallKernels(String kernel, boolean small) {
        for (ConvolutionMethod method : List.of(ConvolutionMethod.WINOGRAD, ConvolutionMethod.WINOGRAD_STRICT)) {
            ConvolutionFamily<float[]> family = Families.float32(method, Simd.ofThisJvm());
            for (ConvolutionPass pass : ConvolutionPass.values()) {
                assertEquals(small, family.supports(pass, shape(kernel)));
            }
        }
    }

    @Test
    void tiledTransformsEndAt48Taps() {
        TiledFftFamily family = new TiledFftFamily(Simd.ofThisJvm());
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            assertTrue(family.supports(pass, shape("48,48,48")));
            for (String kernel : new String[] {"49,1,1", "1,49,2", "3,3,60"}) {
                assertFalse(family.supports(pass, shape(kernel)), kernel);
            }
        }
    }

    @Test
    void withoutVectorsMinimalFilteringIsDirect() {
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            assertTrue(Families.float32(ConvolutionMethod.WINOGRAD, Simd.scalar()).supports(pass, shape("7,7,7")));
        }
    }

    private static ConvolutionShape shape(String kernel) {
        return new ConvolutionShape(3, 5, Vec3.parse(kernel), new Vec3(1, 2, 2));
    }
}
