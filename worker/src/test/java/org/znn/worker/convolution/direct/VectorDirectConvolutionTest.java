package org.znn.worker.convolution.direct;

import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests direct convolution in float32 with the Vector API. */
@Tag("vector")
class VectorDirectConvolutionTest extends DirectConvolutionContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new DirectAlgorithm(Simd.preferred());
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }
}
