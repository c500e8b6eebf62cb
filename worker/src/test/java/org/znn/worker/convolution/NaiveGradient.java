package org.znn.worker.convolution;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Volume;

/**
 * Reference implementation in float64: differentiates each product of the definition, out[o][p] += in[i][p + q·d] ·
 * W[i,o][k − 1 − q], with respect to either factor.
 */
public final class NaiveGradient {

    private NaiveGradient() {
    }

    /** Visitor of the products of a convolution, each given by its maps and three positions. */
    private interface Visitor {
        void visit(int i, Vec3 in, int o, Vec3 out, Vec3 weight);
    }

    /** Returns dE/d(input), added to {@code start} if that is not null. */
    public static DoubleVolume inputGradient(ConvolutionShape shape, Filters filters, Volume outputGradient,
            Volume start) {
        DoubleVolume gradient = TestFeatureMaps.zeros(shape.in(), shape.inputSize(outputGradient.size()));
        if (start != null) {
            TestFeatureMaps.forEachVoxel(start, (c, z, y, x) -> gradient.set(c, z, y, x, start.get(c, z, y, x)));
        }
        forEachProduct(shape, outputGradient.size(), (i, in, o, out, w) ->
                gradient.set(i, in.z(), in.y(), in.x(), gradient.get(i, in.z(), in.y(), in.x())
                        + outputGradient.get(o, out.z(), out.y(), out.x()) * filters.get(i, o, w.z(), w.y(), w.x())));
        return gradient;
    }

    /** Returns dE/d(weight); channel i·out + o holds the kernel from map i to map o. */
    public static DoubleVolume weightGradient(ConvolutionShape shape, Volume input, Volume outputGradient) {
        DoubleVolume gradient = TestFeatureMaps.zeros(shape.in() * shape.out(), shape.kernel());
        forEachProduct(shape, outputGradient.size(), (i, in, o, out, w) -> {
            int kernel = i * shape.out() + o;
            gradient.set(kernel, w.z(), w.y(), w.x(), gradient.get(kernel, w.z(), w.y(), w.x())
                    + input.get(i, in.z(), in.y(), in.x()) * outputGradient.get(o, out.z(), out.y(), out.x()));
        });
        return gradient;
    }

    private static void forEachProduct(ConvolutionShape shape, Vec3 size, Visitor visitor) {
        Volume maps = TestFeatureMaps.zeros(shape.in() * shape.out(), size);
        Volume kernel = TestFeatureMaps.zeros(1, shape.kernel());
        TestFeatureMaps.forEachVoxel(maps, (c, z, y, x) -> TestFeatureMaps.forEachVoxel(kernel, (one, qz, qy, qx) -> {
            Vec3 out = new Vec3(z, y, x);
            Vec3 q = new Vec3(qz, qy, qx);
            visitor.visit(c / shape.out(), out.plus(q.times(shape.dilation())), c % shape.out(), out,
                    shape.kernel().minus(1).minus(q));
        }));
    }
}
