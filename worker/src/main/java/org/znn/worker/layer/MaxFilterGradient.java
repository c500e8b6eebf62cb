package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.layer.MaxFilter.RowAllocator;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;
import org.znn.worker.simd.Rows;

/**
 * The way back through a {@link MaxFilter}: each output voxel's gradient goes to the one voxel it was the maximum of;
 * of equals that of the smallest x, then y, then z (ZNN-SEMANTICS 2). Which it was is found out again, row by row, as
 * cheaply as it could be read from memory.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxFilterGradient<A> {

    private final Rows<A> rows;
    private final GradientRows<A> gradientRows;
    private final RowAllocator<A> allocator;

    public MaxFilterGradient(Rows<A> rows, GradientRows<A> gradientRows, RowAllocator<A> allocator) {
        this.rows = rows;
        this.gradientRows = gradientRows;
        this.allocator = allocator;
    }

    /**
     * dE/d(input) from dE/d(output). Windows overlap, so a thread has a whole map at a time, or a section where windows
     * are flat.
     *
     * @param in      what the filter read
     * @param add     whether it is added to what {@code inGradient} holds
     * @param arrived what is done to the rows of {@code inGradient} then
     */
    public void backward(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> outGradient, Maps<A> inGradient, boolean add,
            ArrivedRows arrived, ThreadTeam team) {
        MapsLayout source = in.layout();
        Vec3 size = outGradient.layout().size();
        int parts = window.z() == 1 ? size.z() : 1;
        int sections = size.z() / parts;
        int reach = source.size().z() - size.z();
        team.run(source.channels() * parts, part -> {
            int c = part / parts;
            int first = part % parts * sections;
            Row row = new Row(in, window, dilation, inGradient);
            for (int z = first; z < first + sections; z++) {
                if (!add) {
                    // Each section just before a window reaches it first, so that it stays in a cache.
                    MapRows.zero(inGradient, c, z == first ? z : z + reach, z + reach + 1, gradientRows);
                }
                for (int y = 0; y < size.y(); y++) {
                    row.backward(outGradient, c, z, y);
                }
                arrived.finish(c, z, 0, source.size().y());
            }
            for (int z = first + sections; z < first + sections + reach; z++) {
                arrived.finish(c, z, 0, source.size().y());
            }
        });
    }

    /** One row of the output after another. */
    private final class Row {

        private final Maps<A> in;
        private final Vec3 window;
        private final Vec3 dilation;
        private final Maps<A> to;
        private final int width;
        private final int outWidth;
        /** The greatest along z and y, at every x of the input; its gradient. */
        private final A columns;
        private final A columnGradient;
        private final A greatest;
        private final A arrives;

        Row(Maps<A> in, Vec3 window, Vec3 dilation, Maps<A> to) {
            this.in = in;
            this.window = window;
            this.dilation = dilation;
            this.to = to;
            width = in.layout().size().x();
            outWidth = width - (window.x() - 1) * dilation.x();
            columns = allocator.allocate(width);
            columnGradient = allocator.allocate(width);
            greatest = allocator.allocate(outWidth);
            arrives = allocator.allocate(outWidth);
        }

        void backward(Maps<A> outGradient, int c, int z, int y) {
            System.arraycopy(outGradient.data(), outGradient.layout().index(c, z, y, 0), arrives, 0, outWidth);
            findColumns(c, z, y);
            System.arraycopy(columns, 0, greatest, 0, outWidth);
            for (int q = 1; q < window.x(); q++) {
                rows.max(columns, q * dilation.x(), greatest, 0, outWidth);
            }
            gradientRows.zero(columnGradient, 0, width);
            for (int q = 0; q < window.x(); q++) {
                gradientRows.route(columns, q * dilation.x(), greatest, 0, arrives, 0, columnGradient,
                        q * dilation.x(), outWidth);
            }
            for (int qy = 0; qy < window.y(); qy++) {
                for (int qz = 0; qz < window.z(); qz++) {
                    int voxel = in.layout().index(c, z + qz * dilation.z(), y + qy * dilation.y(), 0);
                    int target = to.layout().index(c, z + qz * dilation.z(), y + qy * dilation.y(), 0);
                    gradientRows.route(in.data(), voxel, columns, 0, columnGradient, 0, to.data(), target, width);
                }
            }
        }

        private void findColumns(int c, int z, int y) {
            for (int qy = 0; qy < window.y(); qy++) {
                for (int qz = 0; qz < window.z(); qz++) {
                    int at = in.layout().index(c, z + qz * dilation.z(), y + qy * dilation.y(), 0);
                    if (qy == 0 && qz == 0) {
                        System.arraycopy(in.data(), at, columns, 0, width);
                    } else {
                        rows.max(in.data(), at, columns, 0, width);
                    }
                }
            }
        }
    }
}
