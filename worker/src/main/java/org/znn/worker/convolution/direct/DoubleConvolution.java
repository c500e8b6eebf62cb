package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.DoubleRows;

/**
 * Direct convolution in float64, row by row: each tap's input row times its weight is added to an output row. Sums are
 * built in the order of {@link DirectConvolution}, so results do not depend on the size of the patch or on threads.
 */
final class DoubleConvolution implements Convolution<double[]> {

    private final ConvolutionShape shape;
    private volatile Filters filters;
    private final DoubleRows rows = new DoubleRows();

    DoubleConvolution(ConvolutionShape shape) {
        this.shape = shape;
    }

    @Override
    public void use(Filters filters, ThreadTeam team) {
        this.filters = filters;
    }

    @Override
    public void forward(Maps<double[]> in, Maps<double[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        Vec3 size = out.layout().size();
        int[] offsets = PackedFilters.offsets(shape, in.layout());
        team.run(shape.out() * size.z(), part -> {
            int map = part / size.z();
            int z = part % size.z();
            double[] weights = weights(map);
            for (int y = 0; y < size.y(); y++) {
                int to = out.layout().index(map, z, y, 0);
                row(in.data(), in.layout().index(0, z, y, 0), offsets, weights, out.data(), to, size.x(), add);
                if (epilogue.bias() != null) {
                    rows.transfer(out.data(), to, size.x(), epilogue.bias()[map], epilogue.function());
                } else if (!epilogue.function().equals(TransferFunction.Linear.IDENTITY)) {
                    rows.transfer(out.data(), to, size.x(), 0, epilogue.function());
                }
            }
        });
    }

    /** The weights of an output map in the order of the taps: kernels turned, for a true convolution. */
    private double[] weights(int map) {
        Vec3 k = shape.kernel();
        double[] weights = new double[PackedFilters.taps(shape)];
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
            boolean add) {
        if (!add) {
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
