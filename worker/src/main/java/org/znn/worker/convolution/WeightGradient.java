package org.znn.worker.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.OuterTile;
import org.znn.worker.simd.OuterTile.Operands;
import org.znn.worker.simd.Simd;

/**
 * dE/d(weight) of a direct convolution in float32: {@code gradient[i,o][k − 1 − q] = Σ in[i][p + q·d] ·
 * outputGradient[o][p]} over all output voxels p. One of the two maps is turned round, so that its channels are the
 * lanes of vectors (the side that fills them better); each voxel of the other is multiplied by these vectors.
 *
 * <p>The sums are cut into bands of voxels and a band into runs. A run is summed voxel by voxel in float32; runs, then
 * bands, are added in float64. All this depends on the shape and the size alone, not on the threads.
 */
final class WeightGradient {

    /** Voxels of a tile: their vectors stay in the fastest cache while all tiles go by. */
    private static final int CHUNK = 96;
    /** Chunks of a run: few enough for float32, many enough for what it costs to add up in float64. */
    private static final int CHUNKS_OF_RUN = 10;
    /** Tiles that go by. Their sums stay in the cache too. */
    private static final int TILES_OF_BLOCK = 8;
    /** Parts for threads to share, where there are voxels enough. */
    private static final int PARTS = 48;

    private final ConvolutionShape shape;
    private final Simd simd;
    private final boolean lanesAreInputs;

    WeightGradient(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        this.simd = simd;
        lanesAreInputs = lanesAreInputs(shape, simd);
    }

    private static boolean lanesAreInputs(ConvolutionShape shape, Simd simd) {
        long inputs = (long) ChannelsLast.of(shape.in(), Vec3.ONE, simd.lanes()).stride() * shape.out();
        long outputs = (long) ChannelsLast.of(shape.out(), Vec3.ONE, simd.lanes()).stride() * shape.in();
        return inputs < outputs;
    }

    /** The side that is turned round. */
    private static ChannelsLast turned(ConvolutionShape shape, Vec3 output, Simd simd) {
        return lanesAreInputs(shape, simd) ? ChannelsLast.of(shape.in(), shape.inputSize(output), simd.lanes())
                : ChannelsLast.of(shape.out(), output, simd.lanes());
    }

    /** Length of the scratch array for an output of that size. */
    static int scratch(ConvolutionShape shape, Vec3 output, Simd simd) {
        return turned(shape, output, simd).length();
    }

    Filters run(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team, Scratch scratch) {
        ChannelsLast layout = turned(shape, outputGradient.layout().size(), simd);
        float[] vectors = scratch.floats(layout.length());
        layout.copy(lanesAreInputs ? input : outputGradient, vectors, team);
        Pass pass = new Pass(input, outputGradient, layout, vectors);
        double[][] sums = new double[pass.bands][pass.sumsOfBand];
        team.run(pass.bands * pass.blocks, part -> pass.sum(part / pass.blocks, part % pass.blocks, sums));
        return pass.total(sums, team);
    }

    /**
     * The sums that one tile keeps.
     *
     * @param tile     what computes them
     * @param lane     first channel of the side that is turned round
     * @param shift    kernel voxel by which the vectors are shifted, in numbers
     * @param firstTap first number
     * @param at       where its sums begin in an array of all sums
     */
    private record Unit(OuterTile tile, int lane, int shift, int firstTap, int at) {

        int sums() {
            return tile.numbers() * tile.vectors() * tile.lanes();
        }
    }

    /** One gradient. */
    private final class Pass {

        private final Vec3 size;
        private final MapsLayout numbersLayout;
        private final float[] numbers;
        private final ChannelsLast vectorsLayout;
        private final float[] vectors;
        private final int[] shifts;
        private final int[] taps;
        private final int[] paddedTaps;
        private final List<Unit> units = new ArrayList<>();
        private final int sumsOfBand;
        private final int blocks;
        private final int bands;

        Pass(Maps<float[]> input, Maps<float[]> outputGradient, ChannelsLast vectorsLayout, float[] vectors) {
            size = outputGradient.layout().size();
            Maps<float[]> plain = lanesAreInputs ? outputGradient : input;
            numbersLayout = plain.layout();
            numbers = plain.data();
            this.vectorsLayout = vectorsLayout;
            this.vectors = vectors;
            shifts = lanesAreInputs ? shifts() : new int[1];
            taps = lanesAreInputs ? channels() : PackedFilters.offsets(shape, input.layout());
            paddedTaps = paddedTaps();
            sumsOfBand = addUnits();
            blocks = (units.size() + TILES_OF_BLOCK - 1) / TILES_OF_BLOCK;
            long runs = (size.product() + (long) CHUNK * CHUNKS_OF_RUN - 1) / (CHUNK * CHUNKS_OF_RUN);
            bands = (int) Math.min(runs, (PARTS + blocks - 1) / blocks);
        }

        private int[] shifts() {
            Vec3 k = shape.kernel();
            Vec3 d = shape.dilation();
            int[] all = new int[(int) k.product()];
            int t = 0;
            for (int z = 0; z < k.z(); z++) {
                for (int y = 0; y < k.y(); y++) {
                    for (int x = 0; x < k.x(); x++) {
                        all[t++] = vectorsLayout.index(z * d.z(), y * d.y(), x * d.x());
                    }
                }
            }
            return all;
        }

        private int[] channels() {
            int[] offsets = new int[shape.out()];
            Arrays.setAll(offsets, o -> o * numbersLayout.channelStride());
            return offsets;
        }

        /** Tiles that go past the last tap use it again; those sums are not looked at. */
        private int[] paddedTaps() {
            int longest = simd.outerTiles().stream().mapToInt(OuterTile::numbers).max().orElseThrow();
            int[] padded = Arrays.copyOf(taps, taps.length + longest - 1);
            Arrays.fill(padded, taps.length, padded.length, taps[taps.length - 1]);
            return padded;
        }

        /** Covers all lanes, shifts and taps with tiles, the widest first; returns how many sums they keep. */
        private int addUnits() {
            int at = 0;
            int lanes = simd.lanes();
            for (int lane = 0; lane < vectorsLayout.stride();) {
                int left = (vectorsLayout.stride() - lane) / lanes;
                OuterTile tile = simd.outerTiles().stream().filter(t -> t.vectors() <= left).findFirst().orElseThrow();
                for (int shift : shifts) {
                    for (int tap = 0; tap < taps.length; tap += tile.numbers()) {
                        units.add(new Unit(tile, lane, shift, tap, at));
                        at = Math.addExact(at, units.get(units.size() - 1).sums());
                    }
                }
                lane += tile.vectors() * lanes;
            }
            return at;
        }

        /** A block of tiles over a band of voxels. */
        void sum(int band, int block, double[][] sums) {
            List<Unit> mine = units.subList(block * TILES_OF_BLOCK,
                    Math.min(units.size(), (block + 1) * TILES_OF_BLOCK));
            int begin = mine.get(0).at();
            Unit last = mine.get(mine.size() - 1);
            float[] run = new float[last.at() + last.sums() - begin];
            Operands operands = new Operands(numbers, new int[CHUNK], paddedTaps, vectors, new int[CHUNK]);
            long voxels = size.product();
            int chunks = 0;
            long end = voxels * (band + 1) / bands;
            for (long voxel = voxels * band / bands; voxel < end; voxel += CHUNK) {
                int count = (int) Math.min(CHUNK, end - voxel);
                place(voxel, count, operands);
                for (Unit unit : mine) {
                    unit.tile().run(operands, count, unit.firstTap(), unit.shift() + unit.lane(), run,
                            unit.at() - begin);
                }
                if (++chunks == CHUNKS_OF_RUN || voxel + CHUNK >= end) {
                    add(run, sums[band], begin);
                    chunks = 0;
                }
            }
        }

        private void add(float[] run, double[] sums, int at) {
            for (int i = 0; i < run.length; i++) {
                sums[at + i] += run[i];
            }
            Arrays.fill(run, 0);
        }

        private void place(long voxel, int count, Operands operands) {
            int x = (int) (voxel % size.x());
            int y = (int) (voxel / size.x() % size.y());
            int z = (int) (voxel / size.x() / size.y());
            for (int i = 0; i < count; i++) {
                operands.numberAt()[i] = numbersLayout.index(0, z, y, x);
                operands.vectorAt()[i] = vectorsLayout.index(z, y, x);
                if (++x == size.x()) {
                    x = 0;
                    if (++y == size.y()) {
                        y = 0;
                        z++;
                    }
                }
            }
        }

        /** The bands added up, in the order of the weights. */
        Filters total(double[][] sums, ThreadTeam team) {
            double[] values = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
            team.run(units.size(), u -> {
                Unit unit = units.get(u);
                int width = unit.tile().vectors() * simd.lanes();
                for (int i = 0; i < unit.sums(); i++) {
                    int weight = weight(unit, unit.firstTap() + i / width, unit.lane() + i % width);
                    if (weight >= 0) {
                        for (double[] band : sums) {
                            values[weight] += band[unit.at() + i];
                        }
                    }
                }
            });
            return new Filters(shape.in(), shape.out(), shape.kernel(), values);
        }

        /** Index of the weight that a sum belongs to; -1 where there is none. */
        private int weight(Unit unit, int tap, int lane) {
            int kernelTaps = (int) shape.kernel().product();
            int in = lanesAreInputs ? lane : tap / kernelTaps;
            int out = lanesAreInputs ? tap : lane;
            int q = lanesAreInputs ? Arrays.binarySearch(shifts, unit.shift()) : tap % kernelTaps;
            return in < shape.in() && out < shape.out() ? (in * shape.out() + out) * kernelTaps + kernelTaps - 1 - q
                    : -1;
        }
    }
}
