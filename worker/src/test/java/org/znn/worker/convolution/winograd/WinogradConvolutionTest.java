package org.znn.worker.convolution.winograd;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionContract;
import org.znn.worker.convolution.RealArrays;
import org.znn.worker.simd.Simd;

/** Tests forward convolution with the fastest tiles. */
@Tag("vector")
class WinogradConvolutionTest extends ConvolutionContract<float[]> {

    @Override
    protected ConvolutionAlgorithm<float[]> algorithm() {
        return new WinogradAlgorithm(Simd.preferred(), false);
    }

    @Override
    protected RealArrays<float[]> reals() {
        return RealArrays.FLOAT32;
    }

    @Override
    protected Stream<Layer> layers() {
        return Stream.concat(super.layers(), Stream.of(
                layer(3, 5, "1,2,2", "1,1,1", "1,7,40"), layer(3, 5, "1,3,3", "1,2,2", "2,11,100"),
                layer(3, 13, "1,3,3", "1,3,5", "1,30,50"), layer(3, 5, "1,4,4", "1,4,4", "1,41,70"),
                layer(3, 5, "1,5,5", "1,4,4", "1,18,90"), layer(3, 5, "1,5,5", "1,8,8", "1,18,90"),
                layer(3, 5, "1,3,5", "1,8,16", "1,18,150"), layer(3, 5, "1,3,4", "1,1,16", "1,5,200"),
                layer(3, 5, "1,3,3", "1,1,32", "1,5,300"), layer(2, 3, "1,3,3", "1,1,1", "1,3,2500"),
                layer(50, 3, "1,3,3", "1,2,2", "1,9,800"), layer(3, 5, "2,3,3", "1,8,8", "4,20,33"),
                layer(3, 5, "3,3,3", "2,1,1", "5,9,33"), layer(3, 5, "1,3,3", "1,20,24", "1,50,99")));
    }

    /** The algorithms on 7 points have several times the rounding error of direct convolution. */
    @Override
    protected double toleranceFactor() {
        return 10;
    }
}
