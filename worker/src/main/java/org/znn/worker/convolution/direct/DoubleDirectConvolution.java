package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.DoubleRowOps;

/**
 * Direct convolution in float64, row by row: adds the input row of each tap times its weight to the output row. Sums
 * are accumulated in the order of {@link DirectConvolution}, so results do not depend on the patch size or the number
 * of threads.
 */
final class DoubleDirectConvolution implements Convolution<double[]> {

    private final ConvolutionShape shape;
    private volatile Filters filters;
    private final DoubleRowOps rowOps = new DoubleRowOps();

    DoubleDirectConvolution(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public void setWeights(Filters filters, ForkJoinTeam team) {
        this.filters = filters;
    }

    @Override
    public void forward(FeatureMaps<double[]> in, FeatureMaps<double[]> out, boolean accumulate, Epilogue epilogue,
            ForkJoinTeam team) {
        Vec3 size = out.layout().size();
        int[] offsets = PackedWeights.tapOffsets(shape, in.layout());
        team.parallelFor(shape.out() * size.z(), part -> {
            int map = part / size.z();
            int z = part % size.z();
            double[] weights = weights(map);
            for (int y = 0; y < size.y(); y++) {
                int to = out.layout().index(map, z, y, 0);
                row(in.data(), in.layout().index(0, z, y, 0), offsets, weights, out.data(), to, size.x(), accumulate);
                if (!epilogue.isIdentity()) {
                    double bias = epilogue.bias() == null ? 0 : epilogue.bias()[map];
                    rowOps.applyTransfer(out.data(), to, size.x(), bias, epilogue.function());
                }
            }
        });
    }

    /** Returns the weights of an output map in tap order, that is with flipped kernels, for a true convolution. */
    private double[] weights(int map) {
        Vec3 k = shape.kernel();
        double[] weights = new double[PackedWeights.tapCount(shape)];
        int t = 0;
        for (int i = 0; i < shape.in(); i++) {
            for (int z = k.z() - 1; z >= 0; z--) {
                for (int y = k.y() - 1; y >= 0; y--) {
                    for (int x = k.x() - 1; x >= 0; x--) {
                        weights[t++] = filters.get(i, map, z, y, x);
                    }
                }
            }
        }
        return weights;
    }

    private static void row(double[] in, int from, int[] offsets, double[] weights, double[] out, int to, int count,
            boolean accumulate) {
        if (!accumulate) {
            Arrays.fill(out, to, to + count, 0);
        }
        for (int t = 0; t < offsets.length; t++) {
            int tap = from + offsets[t];
            double weight = weights[t];
            for (int x = 0; x < count; x++) {
                out[to + x] = Math.fma(in[tap + x], weight, out[to + x]);
            }
        }
    }
}
