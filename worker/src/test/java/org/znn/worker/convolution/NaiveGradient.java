package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Volume;

/**
 * The judge: each product of the definition, out[o][p] += in[i][p + q·d] · W[i,o][k − 1 − q], differentiated by either
 * factor, in float64.
 */
public final class NaiveGradient {

    private NaiveGradient() {
    }

    /** One product of a convolution: its three places. */
    private interface Visitor {
        void visit(int i, Vec3 in, int o, Vec3 out, Vec3 weight);
    }

    /** dE/d(input), added to {@code start} (nothing where null). */
    public static DoubleVolume input(ConvolutionShape shape, Filters filters, Volume outputGradient, Volume start) {
        DoubleVolume gradient = TestMaps.zeros(shape.in(), shape.inputSize(outputGradient.size()));
        if (start != null) {
            TestMaps.forEach(start, (c, z, y, x) -> gradient.set(c, z, y, x, start.get(c, z, y, x)));
        }
        forEachProduct(shape, outputGradient.size(), (i, in, o, out, w) ->
                gradient.set(i, in.z(), in.y(), in.x(), gradient.get(i, in.z(), in.y(), in.x())
                        + outputGradient.get(o, out.z(), out.y(), out.x()) * filters.get(i, o, w.z(), w.y(), w.x())));
        return gradient;
    }

    /** dE/d(weight): channel i·outs + o holds the kernel from map i to map o. */
    public static DoubleVolume weights(ConvolutionShape shape, Volume input, Volume outputGradient) {
        DoubleVolume gradient = TestMaps.zeros(shape.in() * shape.out(), shape.kernel());
        forEachProduct(shape, outputGradient.size(), (i, in, o, out, w) -> {
            int kernel = i * shape.out() + o;
            gradient.set(kernel, w.z(), w.y(), w.x(), gradient.get(kernel, w.z(), w.y(), w.x())
                    + input.get(i, in.z(), in.y(), in.x()) * outputGradient.get(o, out.z(), out.y(), out.x()));
        });
        return gradient;
    }

    private static void forEachProduct(ConvolutionShape shape, Vec3 size, Visitor visitor) {
        Volume maps = TestMaps.zeros(shape.in() * shape.out(), size);
        Volume kernel = TestMaps.zeros(1, shape.kernel());
        TestMaps.forEach(maps, (c, z, y, x) -> TestMaps.forEach(kernel, (one, qz, qy, qx) -> {
            Vec3 out = new Vec3(z, y, x);
            Vec3 q = new Vec3(qz, qy, qx);
            visitor.visit(c / shape.out(), out.plus(q.times(shape.dilation())), c % shape.out(), out,
                    shape.kernel().minus(1).minus(q));
        }));
    }
}
