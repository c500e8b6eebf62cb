package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ProjectedConvolutionContract;
import org.znn.worker.simd.Simd;

/** Direct projections in plain Java. */
class ScalarProjectionTest extends ProjectedConvolutionContract {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new DirectFamily(Simd.scalar());
    }

    @Override
    protected ConvolutionFamily<float[]> direct() {
        return family();
    }
}
