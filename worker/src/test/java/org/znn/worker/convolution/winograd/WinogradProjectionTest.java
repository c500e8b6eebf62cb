package org.znn.worker.convolution.winograd;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.ProjectedConvolutionContract;
import org.znn.worker.convolution.direct.DirectFamily;
import org.znn.worker.simd.Simd;

/** The convolutions with the fastest tiles, their results projected. */
class WinogradProjectionTest extends ProjectedConvolutionContract {

    @Override
    protected ConvolutionFamily<float[]> family() {
        return new WinogradFamily(Simd.ofThisJvm(), false);
    }

    @Override
    protected ConvolutionFamily<float[]> direct() {
        return new DirectFamily(Simd.ofThisJvm());
    }
}
