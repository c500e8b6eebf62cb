package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.layer.MaxFilter.RowAllocator;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.GradientRowOps;
import org.znn.worker.simd.RowOps;

/**
 * Backward pass of {@link MaxFilter}: the gradient of each output voxel goes to the input voxel that was the maximum;
 * ties go to the smallest x, then y, then z (ZNN-SEMANTICS 2). The position of the maximum is recomputed row by row,
 * which costs no more than reading stored positions from memory.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class MaxFilterGradient<A> {

    private final RowOps<A> rowOps;
    private final GradientRowOps<A> gradientRowOps;
    private final RowAllocator<A> allocator;

    public MaxFilterGradient(RowOps<A> rowOps, GradientRowOps<A> gradientRowOps, RowAllocator<A> allocator) {
        this.rowOps = rowOps;
        this.gradientRowOps = gradientRowOps;
        this.allocator = allocator;
    }

    /**
     * Computes dE/d(input) from dE/d(output). Windows overlap, so each thread processes whole maps, or single sections
     * if the window has a depth of 1.
     *
     * @param in         input of the filter
     * @param accumulate whether to add to the values in {@code inGradient}
     * @param callback   receiver of the completed rows of {@code inGradient}
     */
    public void backward(FeatureMaps<A> in, Vec3 window, Vec3 dilation, FeatureMaps<A> outGradient,
            FeatureMaps<A> inGradient, boolean accumulate, RowCallback callback, ForkJoinTeam team) {
        FeatureMapLayout source = in.layout();
        Vec3 size = outGradient.layout().size();
        int parts = window.z() == 1 ? size.z() : 1;
        int sections = size.z() / parts;
        int reach = source.size().z() - size.z();
        team.parallelFor(source.channels() * parts, part -> {
            int c = part / parts;
            int first = part % parts * sections;
            RowGradient row = new RowGradient(in, window, dilation, inGradient);
            for (int z = first; z < first + sections; z++) {
                if (!accumulate) {
                    // Clear each section just before the first window reaches it, so that it stays in the cache.
                    ParallelRows.zero(inGradient, c, z == first ? z : z + reach, z + reach + 1, gradientRowOps);
                }
                for (int y = 0; y < size.y(); y++) {
                    row.backward(outGradient, c, z, y);
                }
                callback.rowsCompleted(c, z, 0, source.size().y());
            }
            for (int z = first + sections; z < first + sections + reach; z++) {
                callback.rowsCompleted(c, z, 0, source.size().y());
            }
        });
    }

    /** Backward pass of single output rows, with the temporary rows of a parallel part. */
    private final class RowGradient {

        private final FeatureMaps<A> in;
        private final Vec3 window;
        private final Vec3 dilation;
        private final FeatureMaps<A> to;
        private final int width;
        private final int outWidth;
        /** Maximum along z and y at every x of the input, and its gradient. */
        private final A columnMax;
        private final A columnGradient;
        private final A windowMax;
        private final A remaining;

        RowGradient(FeatureMaps<A> in, Vec3 window, Vec3 dilation, FeatureMaps<A> to) {
            this.in = in;
            this.window = window;
            this.dilation = dilation;
            this.to = to;
            width = in.layout().size().x();
            outWidth = width - (window.x() - 1) * dilation.x();
            columnMax = allocator.allocate(width);
            columnGradient = allocator.allocate(width);
            windowMax = allocator.allocate(outWidth);
            remaining = allocator.allocate(outWidth);
        }

        void backward(FeatureMaps<A> outGradient, int c, int z, int y) {
            System.arraycopy(outGradient.data(), outGradient.layout().index(c, z, y, 0), remaining, 0, outWidth);
            computeColumnMax(c, z, y);
            System.arraycopy(columnMax, 0, windowMax, 0, outWidth);
            for (int q = 1; q < window.x(); q++) {
                rowOps.max(columnMax, q * dilation.x(), windowMax, 0, outWidth);
            }
            gradientRowOps.zero(columnGradient, 0, width);
            for (int q = 0; q < window.x(); q++) {
                gradientRowOps.routeMaxGradient(columnMax, q * dilation.x(), windowMax, 0, remaining, 0, columnGradient,
                        q * dilation.x(), outWidth);
            }
            for (int qy = 0; qy < window.y(); qy++) {
                for (int qz = 0; qz < window.z(); qz++) {
                    int voxel = in.layout().index(c, z + qz * dilation.z(), y + qy * dilation.y(), 0);
                    int target = to.layout().index(c, z + qz * dilation.z(), y + qy * dilation.y(), 0);
                    gradientRowOps.routeMaxGradient(in.data(), voxel, columnMax, 0, columnGradient, 0, to.data(),
                            target, width);
                }
            }
        }

        private void computeColumnMax(int c, int z, int y) {
            for (int qy = 0; qy < window.y(); qy++) {
                for (int qz = 0; qz < window.z(); qz++) {
                    int index = in.layout().index(c, z + qz * dilation.z(), y + qy * dilation.y(), 0);
                    if (qy == 0 && qz == 0) {
                        System.arraycopy(in.data(), index, columnMax, 0, width);
                    } else {
                        rowOps.max(in.data(), index, columnMax, 0, width);
                    }
                }
            }
        }
    }
}
