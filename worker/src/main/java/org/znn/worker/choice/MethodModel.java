package org.znn.worker.choice;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.fft.tiled.TiledFftFamily;

/**
 * What the methods cost before anything is measured, in operations of a direct convolution that take as long. With the
 * kernel k along an axis, i and o maps read and written, and shares of the direct operations:
 * <ul>
 * <li>Winograd F(4, k) along y and x: the products are Π (k + 3)/(4·k); transforms 3.3·(1/i + 1/o).
 * <li>FFT of tiles of n + k − 1, n = 16 or the output where that is less: let v = Π (n + k − 1)/n over the axes with
 * k &gt; 1, d = log2 Π (n + k − 1), and K = Π k. Products of complex numbers are 2·v/K; transforms
 * 6.25·d·(1/i + 1/o)·v/K: 2.5·d operations a number, at a fifth of the speed of products. Where i is at most 4 only y
 * and x are transformed, n = 30, and products are 2·v·z/K for a kernel of z sections.
 * </ul>
 * The constants were fitted to single layers on a Zen 4 with AVX-512, within a factor of 1.5. Where multiply-adds are
 * faster beside the same memory they flatter both: on a Zen 5 80→80 3x3x3 takes 2.5 times as long by Winograd as this
 * says, and twice by FFT. A gradient costs what the convolution costs; flat layers' gradients by the weights take 1.2
 * to 1.6 times as long by Winograd as this says beside the direct one, and 1.3 to 2.7 times by FFT.
 */
final class MethodModel {

    private static final int FLAT_TILE = 4;
    private static final double WINOGRAD_TRANSFORMS = 3.3;
    private static final int FFT_TILE = 16;
    private static final int FFT_PLANE = 30;
    private static final double FFT_TRANSFORMS = 6.25;

    private MethodModel() {
    }

    /** Operations of a direct convolution that take as long. */
    static double operations(ConvolutionMethod method, ConvolutionCall call) {
        return call.operations() * switch (method) {
            case DIRECT -> 1;
            case FFT -> fft(call);
            case WINOGRAD, WINOGRAD_STRICT -> winograd(call.shape());
        };
    }

    private static double winograd(ConvolutionShape shape) {
        Vec3 kernel = shape.kernel();
        return saving(FLAT_TILE, kernel.y()) * saving(FLAT_TILE, kernel.x()) + WINOGRAD_TRANSFORMS * maps(shape);
    }

    private static double saving(int tile, int kernel) {
        return (tile + kernel - 1.0) / (tile * kernel);
    }

    private static double fft(ConvolutionCall call) {
        double overlap = 1;
        double numbers = 1;
        boolean planes = call.shape().in() <= TiledFftFamily.FEW_INPUTS;
        for (int axis = planes ? 1 : 0; axis < 3; axis++) {
            int kernel = call.shape().kernel().get(axis);
            if (kernel > 1) {
                double valid = Math.min(planes ? FFT_PLANE : FFT_TILE, call.output().get(axis));
                double tile = valid + kernel - 1;
                overlap *= tile / valid;
                numbers *= tile;
            }
        }
        double depth = Math.log(numbers) / Math.log(2);
        double products = planes ? 2 * call.shape().kernel().z() : 2;
        return overlap / call.shape().kernel().product() * (products + FFT_TRANSFORMS * depth * maps(call.shape()));
    }

    private static double maps(ConvolutionShape shape) {
        return 1.0 / shape.in() + 1.0 / shape.out();
    }
}
