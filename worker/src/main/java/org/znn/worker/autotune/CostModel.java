package org.znn.worker.autotune;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.fft.simd.SimdFftAlgorithm;

/**
 * Estimates the cost of the algorithms in equivalent operations: floating-point operations of a direct convolution that
 * take the same time. For kernel sizes k along the axes, and i input and o output maps, the shares of the operations
 * that a direct convolution needs are
 * <ul>
 * <li>Winograd F(4, k) along y and x: Π (k + 3)/(4·k) for the products and 3.3·(1/i + 1/o) for the transforms.
 * <li>FFT of tiles of n + k − 1 voxels per axis, n = 16 or the output size if that is smaller: with v = Π (n + k − 1)/n
 * over the axes with k &gt; 1, d = log2 Π (n + k − 1) and K = Π k, 2·v/K for the complex products and
 * 6.25·d·(1/i + 1/o)·v/K for the transforms (2.5·d operations per element at a fifth of the speed of products). If i is
 * at most 4, only y and x are transformed, n = 30, and the products need 2·v·z/K for a kernel of z sections.
 * </ul>
 * The constants were fitted to single layers on a Zen 4 with AVX-512, within a factor of 1.5. They underestimate both
 * algorithms on CPUs with faster multiply-adds at the same memory speed: on a Zen 5, 80→80 maps with a 3x3x3 kernel
 * take 2.5 times the estimate with Winograd, and twice the estimate with FFT. Gradients are estimated like the
 * convolution; relative to direct convolution, weight gradients of layers with 2-D kernels take 1.2 to 1.6 times the
 * estimate with Winograd, and 1.3 to 2.7 times the estimate with FFT.
 */
final class CostModel {

    private static final int WINOGRAD_TILE = 4;
    private static final double WINOGRAD_TRANSFORMS = 3.3;
    private static final int FFT_TILE = 16;
    private static final int FFT_TILE_2D = 30;
    private static final double FFT_TRANSFORMS = 6.25;

    private CostModel() {
    }

    static double equivalentOperations(AlgorithmKind algorithm, ConvolutionCall call) {
        return call.operations() * switch (algorithm) {
            case DIRECT -> 1;
            case FFT -> fft(call);
            case WINOGRAD, WINOGRAD_STRICT -> winograd(call.shape());
        };
    }

    private static double winograd(ConvolutionShape shape) {
        Vec3 kernel = shape.kernel();
        return productShare(kernel.y()) * productShare(kernel.x()) + WINOGRAD_TRANSFORMS * transformShare(shape);
    }

    private static double productShare(int kernel) {
        return (WINOGRAD_TILE + kernel - 1.0) / (WINOGRAD_TILE * kernel);
    }

    private static double fft(ConvolutionCall call) {
        double overlap = 1;
        double elements = 1;
        boolean is2d = call.shape().in() <= SimdFftAlgorithm.MAX_INPUTS_FOR_2D;
        for (int axis = is2d ? 1 : 0; axis < 3; axis++) {
            int kernel = call.shape().kernel().get(axis);
            if (kernel > 1) {
                double valid = Math.min(is2d ? FFT_TILE_2D : FFT_TILE, call.output().get(axis));
                double tile = valid + kernel - 1;
                overlap *= tile / valid;
                elements *= tile;
            }
        }
        double depth = Math.log(elements) / Math.log(2);
        double products = is2d ? 2 * call.shape().kernel().z() : 2;
        return overlap / call.shape().kernel().product()
                * (products + FFT_TRANSFORMS * depth * transformShare(call.shape()));
    }

    private static double transformShare(ConvolutionShape shape) {
        return 1.0 / shape.in() + 1.0 / shape.out();
    }
}
