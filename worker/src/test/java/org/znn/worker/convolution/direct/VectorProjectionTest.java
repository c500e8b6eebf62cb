package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ProjectedConvolutionContract;
import org.znn.worker.simd.Simd;

/** Direct projections with the Vector API. */
class VectorProjectionTest extends ProjectedConvolutionContract {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new DirectFamily(Simd.ofThisJvm());
    }

    @Override
    protected ConvolutionFamily<float[]> direct() {
        return family();
    }
}
