package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Convolution as sums of scaled rows, in either precision: out[p] = Σ in[p + q·d] · W[k − 1 − q]. Each voxel's sum runs
 * over input maps, then z, y and x of the kernel, wherever it lies, so its bits do not depend on the patch.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class RowConvolution<A> {

    private final Rows<A> rows;
    private final ConvolutionShape shape;
    private final Filters filters;

    public RowConvolution(Rows<A> rows, ConvolutionShape shape, Filters filters) {
        this.rows = rows;
        this.shape = shape;
        this.filters = filters;
    }

    /** Bytes of the weights: the network's own, in float64. */
    public static long bytes(ConvolutionShape shape) {
        return Double.BYTES * (long) shape.in() * shape.out() * shape.kernel().product();
    }

    /**
     * Convolves the whole of {@code in} into the whole of {@code out}.
     *
     * @param add whether sums start from what {@code out} holds, not from 0
     */
    public void forward(Maps<A> in, Maps<A> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        MapsLayout target = out.layout();
        int width = target.size().x();
        MapRows.forEach(target, team, (c, z, first, end) -> {
            double bias = epilogue.bias() == null ? 0 : epilogue.bias()[c];
            for (int y = first; y < end; y++) {
                int row = target.index(c, z, y, 0);
                if (!add) {
                    rows.clear(out.data(), row, width);
                }
                sum(in, c, z, y, out.data(), row, width);
                rows.transfer(out.data(), row, width, bias, epilogue.function());
            }
        });
    }

    private void sum(Maps<A> in, int o, int z, int y, A out, int row, int width) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        for (int i = 0; i < shape.in(); i++) {
            for (int a = 0; a < k.z(); a++) {
                for (int b = 0; b < k.y(); b++) {
                    int from = in.layout().index(i, z + a * d.z(), y + b * d.y(), 0);
                    for (int c = 0; c < k.x(); c++) {
                        rows.addScaled(in.data(), from + c * d.x(), out, row, width,
                                filters.get(i, o, k.z() - 1 - a, k.y() - 1 - b, k.x() - 1 - c));
                    }
                }
            }
        }
    }
}
