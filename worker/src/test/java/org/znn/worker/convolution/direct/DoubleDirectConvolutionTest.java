package org.znn.worker.convolution.direct;

import org.znn.worker.convolution.ConvolutionFamily;
import org.znn.worker.convolution.Reals;

/** Direct convolution in float64. */
class DoubleDirectConvolutionTest extends DirectConvolutionContract<double[]> {

    @Override
    protected ConvolutionFamily<double[]> family() {
        return new DoubleDirectFamily();
    }

    @Override
    protected Reals<double[]> reals() {
        return Reals.FLOAT64;
    }
}
