package org.znn.worker.bench;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * A convolution layer to measure.
 *
 * @param shape  shape of the convolution
 * @param output size (z, y, x) of an output map
 */
public record BenchmarkLayer(ConvolutionShape shape, Vec3 output) {

    /** Layers of the networks that ZNN is used for, from small 2-D kernels to large 3-D kernels. */
    public static final List<BenchmarkLayer> TYPICAL = List.of(
            of(1, 24, "1,3,3", "1,1,1", "1,320,320"), of(24, 24, "1,3,3", "1,1,1", "1,320,320"),
            of(36, 36, "1,3,3", "1,2,2", "1,320,320"), of(48, 48, "1,3,3", "1,4,4", "1,320,320"),
            of(48, 48, "1,4,4", "1,2,2", "1,320,320"), of(48, 48, "1,5,5", "1,4,4", "1,320,320"),
            of(60, 60, "2,3,3", "1,8,8", "4,160,192"), of(200, 2, "1,1,1", "1,1,1", "1,320,320"),
            of(80, 80, "3,3,3", "1,1,1", "32,32,32"), of(80, 80, "5,5,5", "1,1,1", "32,32,32"),
            of(80, 80, "7,7,7", "1,1,1", "32,32,32"));

    private static BenchmarkLayer of(int in, int out, String kernel, String dilation, String output) {
        return new BenchmarkLayer(new ConvolutionShape(in, out, Vec3.parse(kernel), Vec3.parse(dilation)),
                Vec3.parse(output));
    }
}
