package org.znn.worker.convolution.direct;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.InputGradient;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel;
import org.znn.worker.simd.TileKernel.Positions;
import org.znn.worker.simd.TileKernel.Source;
import org.znn.worker.simd.TileKernel.Target;

/**
 * dE/d(input) of a direct convolution in float32: with k the kernel's size and d its dilation,
 * {@code gradient[i][p] = Σ outputGradient[o][p + (q − k + 1)·d] · W[i,o][q]} over (o, q), where the output gradient
 * is 0 outside. The tiles are those of {@link DirectConvolution} with input and output maps exchanged, applied to a
 * copy of the output gradient with zeros around it; most of what lies outside is left out ({@link TapRegions}).
 *
 * <p>A sum is built in the order (block of output maps, z, y, x, output map), whatever the number of threads.
 */
final class DirectInputGradient implements InputGradient<float[]> {

    /** Vectors of a run, about. */
    private static final int NEAR_RUN = 16;
    private static final int PARTS_PER_THREAD = 8;
    /** Weights of a group of maps above this many bytes are used a block of the output maps at a time. */
    private static final int WEIGHTS_IN_CACHE = 400 << 10;

    private final ConvolutionShape shape;
    private final Scratch scratch;
    private final int lanes;
    private final TileKernel kernel;
    private final int runLength;
    private final int groups;
    private final int mapsAtATime;
    private final float[] weights;
    private final Plan plan;
    private volatile float touched;

    DirectInputGradient(ConvolutionShape shape, Vec3 output, Simd simd, Scratch scratch) {
        this.shape = shape;
        this.scratch = scratch;
        lanes = simd.lanes();
        kernel = Tiles.best(transposed(shape), simd);
        runLength = Math.max(1, NEAR_RUN / kernel.vectors()) * kernel.vectors();
        groups = PackedFilters.groups(transposed(shape), kernel.maps());
        long bytesOfMap = shape.kernel().product() * kernel.maps() * Float.BYTES;
        mapsAtATime = (int) Math.max(1, Math.min(shape.out(), WEIGHTS_IN_CACHE / bytesOfMap));
        weights = new float[Math.toIntExact(PackedFilters.length(transposed(shape), kernel.maps()))];
        plan = Plan.of(shape, output, kernel);
    }

    static long bytes(ConvolutionShape shape, Simd simd) {
        return PackedFilters.length(transposed(shape), Tiles.best(transposed(shape), simd).maps()) * Float.BYTES;
    }

    /** Scratch for an output of that size. */
    static Scratch.Size scratch(ConvolutionShape shape, Vec3 output, Simd simd) {
        Plan plan = Plan.of(shape, output, Tiles.best(transposed(shape), simd));
        return new Scratch.Size(plan.margin().layout().length(), 0, 0);
    }

    private static ConvolutionShape transposed(ConvolutionShape shape) {
        return new ConvolutionShape(shape.out(), shape.in(), shape.kernel(), shape.dilation());
    }

    /** Packs weights as groups of input maps, then taps (block of output maps, z, y, x, map), then maps of a group. */
    @Override
    public void use(Filters filters, ThreadTeam team) {
        int taps = PackedFilters.taps(transposed(shape));
        int kernelTaps = (int) shape.kernel().product();
        double[] values = filters.values();
        int m = kernel.maps();
        team.run(shape.in(), i -> {
            int group = i / m * taps * m + i % m;
            for (int o = 0; o < shape.out(); o++) {
                int block = o / mapsAtATime * mapsAtATime;
                int mapsOfBlock = Math.min(mapsAtATime, shape.out() - block);
                int from = (i * shape.out() + o) * kernelTaps;
                int to = group + (block * kernelTaps + o - block) * m;
                for (int t = 0; t < kernelTaps; t++) {
                    weights[to + t * mapsOfBlock * m] = (float) values[from + t];
                }
            }
        });
    }

    @Override
    public void run(Maps<float[]> outputGradient, Maps<float[]> inputGradient, boolean add, ThreadTeam team) {
        float[] padded = scratch.floats(plan.margin().layout().length());
        plan.margin().copy(outputGradient, padded, team);
        Pass pass = new Pass(padded, inputGradient, add);
        int wanted = team.size() == 1 ? 1 : team.size() * PARTS_PER_THREAD;
        int runParts = Math.min(pass.runs, wanted);
        int groupParts = Math.min(groups, (wanted + runParts - 1) / runParts);
        team.run(runParts * groupParts, part -> {
            int r = part % runParts;
            int g = part / runParts;
            pass.compute((int) ((long) pass.runs * r / runParts), (int) ((long) pass.runs * (r + 1) / runParts),
                    groups * g / groupParts, groups * (g + 1) / groupParts);
        });
    }

    /**
     * What depends on the size alone.
     *
     * @param regions of the input gradient
     * @param margin  around the output gradient
     */
    private record Plan(TapRegions regions, ZeroMargin margin) {

        static Plan of(ConvolutionShape shape, Vec3 output, TileKernel tile) {
            TapRegions regions = TapRegions.of(shape, output, tile);
            return new Plan(regions,
                    ZeroMargin.of(shape.out(), output, regions.before(), regions.after()));
        }
    }

    /** One pair of gradients. */
    private final class Pass {

        private final ZeroMargin margin;
        private final MapsLayout fromLayout;
        private final MapsLayout toLayout;
        private final float[] from;
        private final float[] to;
        private final boolean add;
        private final int[] offsets;
        private final List<TapRegion> regions;
        private final int runs;

        Pass(float[] from, Maps<float[]> to, boolean add) {
            margin = plan.margin();
            fromLayout = margin.layout();
            toLayout = to.layout();
            this.from = from;
            this.to = to.data();
            this.add = add;
            offsets = offsets();
            regions = plan.regions().all();
            runs = regions.stream().mapToInt(this::runs).sum();
        }

        private int runs(TapRegion region) {
            return (region.vectors() + runLength - 1) / runLength;
        }

        /** Distance of each tap's voxel from that at the same place: to the left of it, mostly. */
        private int[] offsets() {
            Vec3 k = shape.kernel();
            Vec3 d = shape.dilation();
            int[] offsets = new int[PackedFilters.taps(transposed(shape))];
            int t = 0;
            for (int block = 0; block < shape.out(); block += mapsAtATime) {
                for (int z = 1 - k.z(); z <= 0; z++) {
                    for (int y = 1 - k.y(); y <= 0; y++) {
                        for (int x = 1 - k.x(); x <= 0; x++) {
                            int tap = z * d.z() * fromLayout.planeStride() + y * d.y() * fromLayout.rowPitch()
                                    + x * d.x();
                            for (int o = block; o < Math.min(shape.out(), block + mapsAtATime); o++) {
                                offsets[t++] = tap + o * fromLayout.channelStride();
                            }
                        }
                    }
                }
            }
            return offsets;
        }

        /** The runs from {@code first} to {@code end}, for some groups of maps. */
        void compute(int first, int end, int firstGroup, int endGroup) {
            int begin = 0;
            for (TapRegion region : regions) {
                int runsOfRegion = runs(region);
                compute(region, Math.max(0, first - begin), Math.min(runsOfRegion, end - begin), firstGroup, endGroup);
                begin += runsOfRegion;
            }
        }

        private void compute(TapRegion region, int first, int end, int firstGroup, int endGroup) {
            if (first >= end) {
                return;
            }
            Positions now = new Positions(new int[runLength], new int[runLength]);
            Positions next = new Positions(new int[runLength], new int[runLength]);
            float sum = 0;
            place(region, first, now);
            for (int run = first; run < end; run++) {
                if (run + 1 < end) {
                    place(region, run + 1, next);
                    sum += touch(region, next.in(), rowsBefore(region, first, run + 1));
                }
                int count = Math.min(runLength, region.vectors() - run * runLength);
                compute(region, now, count, firstGroup, endGroup);
                Positions done = now;
                now = next;
                next = done;
            }
            touched = sum;
        }

        private void compute(TapRegion region, Positions run, int count, int firstGroup, int endGroup) {
            boolean more = add;
            int kernelTaps = (int) shape.kernel().product();
            for (int block = 0; block < shape.out(); block += mapsAtATime) {
                int[] taps = region.runs(shape.kernel(), Math.min(mapsAtATime, shape.out() - block));
                if (taps.length == 0 && !more) {
                    taps = new int[2];
                }
                for (int group = firstGroup; group < endGroup; group++) {
                    int map = group * kernel.maps();
                    Source source = new Source(from, offsets, weights, map * offsets.length);
                    int stride = toLayout.channelStride();
                    int mapsOfGroup = Math.min(kernel.maps(), shape.in() - map);
                    for (int v = 0; v < count; v += kernel.vectors()) {
                        for (int t = 0; t < taps.length; t += 2) {
                            kernel.run(source, block * kernelTaps + taps[t], block * kernelTaps + taps[t + 1], run, v,
                                    new Target(to, map * stride, stride, mapsOfGroup, more || t > 0));
                        }
                    }
                }
                more = true;
            }
        }

        /** Positions of vectors; past the end of the region the last is repeated, and computed to the same result. */
        private void place(TapRegion region, int run, Positions positions) {
            int columns = region.x().places();
            int rows = region.y().places();
            for (int v = 0; v < runLength; v++) {
                int at = Math.min(run * runLength + v, region.vectors() - 1);
                int x = (region.x().from() + at % columns) * lanes;
                int y = region.y().from() + at / columns % rows;
                int z = region.z().from() + at / columns / rows;
                positions.in()[v] = margin.index(0, z, y, x);
                positions.out()[v] = toLayout.index(0, z, y, x);
            }
        }

        /** Rows of the same section between the beginning of a part and a run of it. */
        private int rowsBefore(TapRegion region, int first, int run) {
            int columns = region.x().places();
            int row = run * runLength / columns;
            return row - Math.max(row - row % region.y().places(), first * runLength / columns);
        }

        /** Touches what a run will read, but for the rows that a run some rows before has touched. */
        private float touch(TapRegion region, int[] positions, int rowsBefore) {
            Vec3 kernel = shape.kernel();
            float sum = 0;
            for (int z = region.z().firstTap(); z < region.z().endTap(); z++) {
                for (int y = region.y().firstTap(); y < region.y().endTap(); y++) {
                    int rowsToLast = (region.y().endTap() - 1 - y) * shape.dilation().y();
                    if (rowsToLast == 0 || rowsToLast > rowsBefore) {
                        int row = (z * kernel.y() + y) * kernel.x() + region.x().firstTap();
                        sum += touchMaps(positions, row);
                    }
                }
            }
            return sum;
        }

        private float touchMaps(int[] positions, int tap) {
            float sum = 0;
            for (int block = 0; block < shape.out(); block += mapsAtATime) {
                int maps = Math.min(mapsAtATime, shape.out() - block);
                int at = (int) (block * shape.kernel().product()) + tap * maps;
                for (int o = 0; o < maps; o++) {
                    sum += Touch.lines(from, positions, offsets[at + o]);
                }
            }
            return sum;
        }
    }
}
