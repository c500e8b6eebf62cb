package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.Convolution;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel;
import org.znn.worker.simd.TileKernel.Positions;
import org.znn.worker.simd.TileKernel.Source;
import org.znn.worker.simd.TileKernel.Target;

/**
 * Direct convolution in float32. The output is cut into short runs of vectors; for each run all groups of output maps
 * are computed while its input stays in the cache, and the input of the next run is touched beforehand.
 *
 * <p>Every output voxel is the sum over (input map, z, y, x) in that order, by fused multiply-adds from 0 or from what
 * the output holds: the same bits for any size and position of the patch, any number of threads, any kernel shape.
 */
final class DirectConvolution implements Convolution<float[]> {

    /** Vectors of a run, about. Longer ones leave the fast cache, shorter ones pay more for what they touch. */
    private static final int NEAR_RUN = 16;
    private static final int PARTS_PER_THREAD = 8;
    /** Weights of a group of maps above this many bytes are used a part of the input maps at a time. */
    private static final int WEIGHTS_IN_CACHE = 400 << 10;
    /** What is added to a sum where nothing is to be added: x + -0.0 is x for every x, -0.0 included. */
    private static final double NO_BIAS = -0.0;

    private final ConvolutionShape shape;
    private final Simd simd;
    private final Rows<float[]> rows;
    private final TileKernel kernel;
    private final int runLength;
    private final float[] weights;
    private volatile float touched;

    DirectConvolution(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        this.simd = simd;
        rows = simd.rows();
        kernel = Tiles.best(shape, simd);
        runLength = Math.max(1, NEAR_RUN / kernel.vectors()) * kernel.vectors();
        weights = PackedFilters.allocate(shape, kernel.maps());
    }

    @Override
    public void use(Filters filters) {
        PackedFilters.pack(shape, filters, kernel.maps(), weights);
    }

    /** Bytes that the convolution of a shape holds. */
    static long bytes(ConvolutionShape shape, Simd simd) {
        return PackedFilters.length(shape, Tiles.best(shape, simd).maps()) * Float.BYTES;
    }

    @Override
    public void forward(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue, ThreadTeam team) {
        Pass pass = new Pass(in, out, add, epilogue);
        int runs = pass.runs();
        int groups = PackedFilters.groups(shape, kernel.maps());
        int wanted = team.size() == 1 ? 1 : team.size() * PARTS_PER_THREAD;
        int runParts = Math.min(runs, wanted);
        int groupParts = Math.min(groups, (wanted + runParts - 1) / runParts);
        team.run(runParts * groupParts, part -> {
            int r = part % runParts;
            int g = part / runParts;
            pass.compute((int) ((long) runs * r / runParts), (int) ((long) runs * (r + 1) / runParts),
                    groups * g / groupParts, groups * (g + 1) / groupParts);
        });
    }

    /** One convolution of one pair of maps. */
    private final class Pass {

        private final MapsLayout inLayout;
        private final MapsLayout outLayout;
        private final float[] in;
        private final float[] out;
        private final boolean add;
        private final TransferFunction function;
        private final double[] bias;
        private final boolean unchanged;
        private final int[] offsets;
        private final int rowVectors;
        private final long vectors;
        private final int mapsAtATime;

        Pass(Maps<float[]> in, Maps<float[]> out, boolean add, Epilogue epilogue) {
            inLayout = in.layout();
            outLayout = out.layout();
            this.in = in.data();
            this.out = out.data();
            this.add = add;
            function = epilogue.function();
            bias = epilogue.bias();
            unchanged = bias == null && function.equals(TransferFunction.Linear.IDENTITY);
            offsets = PackedFilters.offsets(shape, inLayout);
            rowVectors = (outLayout.size().x() + simd.lanes() - 1) / simd.lanes();
            vectors = outLayout.size().product() / outLayout.size().x() * rowVectors;
            long bytesOfMap = shape.kernel().product() * kernel.maps() * Float.BYTES;
            mapsAtATime = (int) Math.max(1, Math.min(shape.in(), WEIGHTS_IN_CACHE / bytesOfMap));
        }

        int runs() {
            return Math.toIntExact((vectors + runLength - 1) / runLength);
        }

        /** The runs from {@code first} to {@code end}, for some groups of output maps. */
        void compute(int first, int end, int firstGroup, int endGroup) {
            Positions now = new Positions(new int[runLength], new int[runLength]);
            Positions next = new Positions(now.in().clone(), now.out().clone());
            float sum = 0;
            place(first, now);
            for (int run = first; run < end; run++) {
                if (run + 1 < end) {
                    place(run + 1, next);
                    sum += touch(next.in(), rowsBefore(first, run + 1));
                }
                int count = (int) Math.min(runLength, vectors - (long) run * runLength);
                compute(now, count, firstGroup, endGroup);
                Positions done = now;
                now = next;
                next = done;
            }
            touched = sum;
        }

        private void compute(Positions run, int count, int firstGroup, int endGroup) {
            int taps = offsets.length;
            int tapsAtATime = (int) (mapsAtATime * shape.kernel().product());
            for (int from = 0; from < taps; from += tapsAtATime) {
                int to = Math.min(taps, from + tapsAtATime);
                for (int group = firstGroup; group < endGroup; group++) {
                    int map = group * kernel.maps();
                    Source source = new Source(in, offsets, weights, group * kernel.maps() * taps);
                    Target target = new Target(out, map * outLayout.channelStride(), outLayout.channelStride(),
                            Math.min(kernel.maps(), shape.out() - map), add || from > 0);
                    for (int v = 0; v < count; v += kernel.vectors()) {
                        kernel.run(source, from, to, run, v, target);
                    }
                    if (to == taps && !unchanged) {
                        finish(run, count, group);
                    }
                }
            }
        }

        /** Adds the bias to finished sums and applies the function, while they are in the fastest cache. */
        private void finish(Positions run, int count, int group) {
            int endMap = Math.min(shape.out(), (group + 1) * kernel.maps());
            for (int map = group * kernel.maps(); map < endMap; map++) {
                int at = map * outLayout.channelStride();
                for (int v = 0; v < count;) {
                    int first = v++;
                    while (v < count && run.out()[v] == run.out()[v - 1] + simd.lanes()) {
                        v++;
                    }
                    rows.transfer(out, at + run.out()[first], (v - first) * simd.lanes(),
                            bias == null ? NO_BIAS : bias[map], function);
                }
            }
        }

        /** Positions of a run's vectors; past its end the last one is repeated, and computed to the same result. */
        private void place(int run, Positions to) {
            Vec3 size = outLayout.size();
            long vector = (long) run * runLength;
            for (int v = 0; v < to.in().length; v++) {
                if (vector + v < vectors) {
                    int row = (int) ((vector + v) / rowVectors);
                    int x = (int) ((vector + v) % rowVectors) * simd.lanes();
                    int z = row / size.y();
                    int y = row % size.y();
                    to.in()[v] = inLayout.index(0, z, y, x);
                    to.out()[v] = outLayout.index(0, z, y, x);
                } else {
                    to.in()[v] = to.in()[v - 1];
                    to.out()[v] = to.out()[v - 1];
                }
            }
        }

        /** Output rows of the same section between the beginning of a part and a run of it. */
        private int rowsBefore(int first, int run) {
            long row = (long) run * runLength / rowVectors;
            long section = row - row % outLayout.size().y();
            return (int) (row - Math.max(section, (long) first * runLength / rowVectors));
        }

        /**
         * Reads a number of each cache line that a run will need, so that it is in the cache in time. Input rows that
         * a run some output rows before has touched are left out.
         */
        private float touch(int[] positions, int rowsBefore) {
            Vec3 kernel = shape.kernel();
            float sum = 0;
            for (int t = 0; t < offsets.length; t += kernel.x() * kernel.y()) {
                for (int y = 0; y < kernel.y(); y++) {
                    int rowsToLast = (kernel.y() - 1 - y) * shape.dilation().y();
                    if (rowsToLast == 0 || rowsToLast > rowsBefore) {
                        sum += Touch.lines(in, positions, offsets[t + y * kernel.x()]);
                    }
                }
            }
            return sum;
        }
    }
}
