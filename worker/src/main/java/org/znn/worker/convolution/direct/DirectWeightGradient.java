package org.znn.worker.convolution.direct;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.direct.WeightPlan.Tile;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.OuterTile.Operands;
import org.znn.worker.simd.Simd;

/**
 * dE/d(weight) of a direct convolution in float32: {@code gradient[i,o][k − 1 − q] = Σ in[i][p + q·d] ·
 * outputGradient[o][p]} over all output voxels p, by the tiles of a {@link WeightPlan}.
 *
 * <p>The sums are cut into bands of voxels and a band into runs. A run is summed voxel by voxel in float32; runs, then
 * bands, are added in float64. All this depends on the shape and the size alone, not on the threads.
 */
final class DirectWeightGradient implements WeightGradient<float[]> {

    /** Voxels of a chunk: their vectors stay in the fastest cache while the tiles of a block go by. */
    private static final int CHUNK = 128;
    /** Voxels of a run: few enough for float32, many enough for what it costs to add up in float64. */
    private static final int RUN = 8 * CHUNK;
    /** Tiles that go by. Their sums stay in the cache too. */
    private static final int TILES_OF_BLOCK = 8;
    /** Parts for threads to share, where there are voxels enough. */
    private static final int PARTS = 48;

    private final ConvolutionShape shape;
    private final Scratch scratch;
    private final Sized sized;

    DirectWeightGradient(ConvolutionShape shape, Vec3 output, Simd simd, Scratch scratch) {
        this.shape = shape;
        this.scratch = scratch;
        sized = Sized.of(shape, output, simd);
    }

    /** Scratch for an output of that size. */
    static Scratch.Size scratch(ConvolutionShape shape, Vec3 output, Simd simd) {
        Sized sized = Sized.of(shape, output, simd);
        return new Scratch.Size(sized.plan().turned().length(), sized.sums(), 2 * sized.voxels());
    }

    @Override
    public Filters run(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team) {
        return new Pass(input, outputGradient, team).weights(team);
    }

    /**
     * What depends on the size alone.
     *
     * @param output size of the output gradient
     * @param plan   for it
     * @param blocks of tiles
     * @param bands  of voxels
     */
    private record Sized(Vec3 output, WeightPlan plan, int blocks, int bands) {

        static Sized of(ConvolutionShape shape, Vec3 output, Simd simd) {
            WeightPlan plan = WeightPlan.of(shape, output, simd);
            int blocks = (plan.tiles().size() + TILES_OF_BLOCK - 1) / TILES_OF_BLOCK;
            long runs = (output.product() + RUN - 1) / RUN;
            return new Sized(output, plan, blocks, (int) Math.min(runs, (PARTS + blocks - 1) / blocks));
        }

        int voxels() {
            return Math.toIntExact(output.product());
        }

        /** Sums of all bands. */
        int sums() {
            return Math.multiplyExact(bands, plan.sums());
        }
    }

    /** One gradient. */
    private final class Pass {

        private final WeightPlan plan;
        private final Operands operands;
        private final double[] sums;

        Pass(Maps<float[]> input, Maps<float[]> outputGradient, ThreadTeam team) {
            plan = sized.plan();
            Maps<float[]> numbers = plan.lanesAreInputs() ? outputGradient : input;
            float[] vectors = scratch.floats(plan.turned().length());
            operands = new Operands(numbers.data(), plan.taps(), vectors, scratch.ints(2 * sized.voxels()));
            sums = scratch.doubles(sized.sums());
            plan.turned().copy(plan.lanesAreInputs() ? input : outputGradient, vectors, team);
            place(numbers.layout());
        }

        /** Positions of all voxels, row by row. */
        private void place(MapsLayout numbers) {
            Vec3 size = sized.output();
            int[] inRow = IntStream.range(0, size.x()).map(x -> plan.turned().index(0, 0, x)).toArray();
            int at = 0;
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    int number = numbers.index(0, z, y, 0);
                    int vector = plan.turned().index(z, y, 0);
                    for (int x = 0; x < size.x(); x++) {
                        operands.at()[at++] = number + x;
                        operands.at()[at++] = vector + inRow[x];
                    }
                }
            }
        }

        Filters weights(ThreadTeam team) {
            team.run(sized.bands() * sized.blocks(), part -> sum(part / sized.blocks(), part % sized.blocks()));
            double[] weights = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
            team.run(plan.tiles().size(), t -> {
                Tile tile = plan.tiles().get(t);
                double[] total = new double[tile.sums()];
                for (int band = 0; band < sized.bands(); band++) {
                    int at = band * plan.sums() + tile.at();
                    for (int i = 0; i < total.length; i++) {
                        total[i] += sums[at + i];
                    }
                }
                plan.store(shape, tile, total, weights);
            });
            return new Filters(shape.in(), shape.out(), shape.kernel(), weights);
        }

        /** A block of tiles over a band of voxels. */
        private void sum(int band, int block) {
            List<Tile> tiles = plan.tiles().subList(block * TILES_OF_BLOCK,
                    Math.min(plan.tiles().size(), (block + 1) * TILES_OF_BLOCK));
            int first = tiles.get(0).at();
            int end = tiles.get(tiles.size() - 1).end();
            int at = band * plan.sums() + first;
            Arrays.fill(sums, at, at + end - first, 0);
            long voxels = sized.output().product();
            int endOfBand = (int) (voxels * (band + 1) / sized.bands());
            float[] sumsOfRun = new float[end - first];
            for (int voxel = (int) (voxels * band / sized.bands()); voxel < endOfBand; voxel += RUN) {
                Arrays.fill(sumsOfRun, 0);
                sum(tiles, first, voxel, Math.min(endOfBand, voxel + RUN), sumsOfRun);
                for (int i = 0; i < sumsOfRun.length; i++) {
                    sums[at + i] += sumsOfRun[i];
                }
            }
        }

        /** Adds what a run of voxels gives to the sums of tiles, of which the first begins at {@code first}. */
        private void sum(List<Tile> tiles, int first, int voxel, int end, float[] sumsOfRun) {
            for (int v = voxel; v < end; v += CHUNK) {
                for (Tile tile : tiles) {
                    tile.tile().run(operands, v, Math.min(end, v + CHUNK), tile.firstTap(), tile.shift() + tile.lane(),
                            sumsOfRun, tile.at() - first);
                }
            }
        }
    }
}
