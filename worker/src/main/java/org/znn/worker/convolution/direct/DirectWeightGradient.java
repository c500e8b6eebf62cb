package org.znn.worker.convolution.direct;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.convolution.WeightGradient;
import org.znn.worker.convolution.direct.DirectWeightGradientPlan.Tile;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.OuterProduct.Operands;
import org.znn.worker.simd.Simd;

/**
 * dE/d(weight) of a direct convolution in float32:
 * {@code gradient[i,o][k − 1 − q] = Σ in[i][p + q·d] · outputGradient[o][p]} over all output voxels p, computed by the
 * tiles of a {@link DirectWeightGradientPlan}.
 *
 * <p>The voxels are cut into bands and a band into spans. Products are summed voxel by voxel in float32 within a span;
 * the sums of spans, then of bands, are added in float64. The partition depends on the shape, the output size and the
 * kernels for the vector length, not on the number of threads.
 */
final class DirectWeightGradient implements WeightGradient<float[]> {

    /** Voxels processed by every tile of a block in turn: their vectors stay in the L1 cache. */
    private static final int CHUNK_VOXELS = 128;
    /** Voxels summed in float32: few enough for its precision, enough to amortise the addition in float64. */
    private static final int SPAN_VOXELS = 8 * CHUNK_VOXELS;
    /** Tiles of a block: their sums stay in the cache too. */
    private static final int TILES_PER_BLOCK = 8;
    /** Target number of parallel parts, if there are enough voxels. */
    private static final int TARGET_PARTS = 48;

    private final ConvolutionShape shape;
    private final Scratchpad scratchpad;
    private final WorkPartition partition;
    private final List<Tile> allTiles;

    DirectWeightGradient(ConvolutionShape shape, Vec3 output, Simd simd, Scratchpad scratchpad) {
        this.shape = shape;
        this.scratchpad = scratchpad;
        partition = WorkPartition.of(shape, output, simd);
        allTiles = partition.plan().tiles();
    }

    /** Returns the scratchpad size for an output size. */
    static Scratchpad.Size scratchpadSize(ConvolutionShape shape, Vec3 output, Simd simd) {
        WorkPartition partition = WorkPartition.of(shape, output, simd);
        return new Scratchpad.Size(partition.plan().channelsLast().length(), partition.sumCount(),
                2 * partition.voxels());
    }

    @Override
    public Filters compute(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, ForkJoinTeam team) {
        return new Computation(input, outputGradient, team).weights(team);
    }

    /**
     * Partition of the work, independent of the number of threads.
     *
     * @param output     size of the output gradient (z, y, x)
     * @param plan       assignment of sums to tiles
     * @param tileBlocks number of blocks of tiles
     * @param bands      number of bands of voxels
     */
    private record WorkPartition(Vec3 output, DirectWeightGradientPlan plan, int tileBlocks, int bands) {

        static WorkPartition of(ConvolutionShape shape, Vec3 output, Simd simd) {
            DirectWeightGradientPlan plan = DirectWeightGradientPlan.of(shape, output, simd);
            int tileBlocks = IntMath.ceilDiv(plan.tileCount(), TILES_PER_BLOCK);
            long spans = IntMath.ceilDiv(output.product(), SPAN_VOXELS);
            int bands = (int) Math.min(spans, IntMath.ceilDiv(TARGET_PARTS, tileBlocks));
            return new WorkPartition(output, plan, tileBlocks, bands);
        }

        int voxels() {
            return Math.toIntExact(output.product());
        }

        /** Returns the number of sums in all bands. */
        int sumCount() {
            return Math.multiplyExact(bands, plan.sumCount());
        }
    }

    /** State of one call. */
    private final class Computation {

        private final DirectWeightGradientPlan plan;
        private final Operands operands;
        private final double[] sums;

        Computation(FeatureMaps<float[]> input, FeatureMaps<float[]> outputGradient, ForkJoinTeam team) {
            plan = partition.plan();
            FeatureMaps<float[]> scalars = plan.lanesAreInputs() ? outputGradient : input;
            float[] vectors = scratchpad.floats(plan.channelsLast().length());
            operands = new Operands(scalars.data(), plan.scalarOffsets(), vectors,
                    scratchpad.ints(2 * partition.voxels()));
            sums = scratchpad.doubles(partition.sumCount());
            plan.channelsLast().copy(plan.lanesAreInputs() ? input : outputGradient, vectors, team);
            fillPositions(scalars.layout());
        }

        /** Computes the positions of all voxels, row by row. */
        private void fillPositions(FeatureMapLayout scalars) {
            Vec3 size = partition.output();
            int[] vectorsInRow = IntStream.range(0, size.x()).map(x -> plan.channelsLast().index(0, 0, x)).toArray();
            int i = 0;
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    int scalar = scalars.index(0, z, y, 0);
                    int vector = plan.channelsLast().index(z, y, 0);
                    for (int x = 0; x < size.x(); x++) {
                        operands.positions()[i++] = scalar + x;
                        operands.positions()[i++] = vector + vectorsInRow[x];
                    }
                }
            }
        }

        /** Returns the gradient. */
        Filters weights(ForkJoinTeam team) {
            int blocks = partition.tileBlocks();
            team.parallelFor(partition.bands() * blocks, part -> accumulate(part / blocks, part % blocks));
            double[] weights = new double[Math.toIntExact(shape.in() * shape.out() * shape.kernel().product())];
            team.parallelFor(allTiles.size(), t -> {
                Tile tile = allTiles.get(t);
                double[] total = new double[tile.sumCount()];
                for (int band = 0; band < partition.bands(); band++) {
                    int offset = band * plan.sumCount() + tile.sumOffset();
                    for (int i = 0; i < total.length; i++) {
                        total[i] += sums[offset + i];
                    }
                }
                plan.store(shape, tile, total, weights);
            });
            return new Filters(shape.in(), shape.out(), shape.kernel(), weights);
        }

        /** Sums a band of voxels for a block of tiles. */
        private void accumulate(int band, int block) {
            List<Tile> tiles = allTiles.subList(block * TILES_PER_BLOCK,
                    Math.min(allTiles.size(), (block + 1) * TILES_PER_BLOCK));
            int first = tiles.get(0).sumOffset();
            int end = tiles.get(tiles.size() - 1).sumEnd();
            int offset = band * plan.sumCount() + first;
            Arrays.fill(sums, offset, offset + end - first, 0);
            long voxels = partition.output().product();
            int bandEnd = (int) (voxels * (band + 1) / partition.bands());
            float[] spanSums = new float[end - first];
            for (int voxel = (int) (voxels * band / partition.bands()); voxel < bandEnd; voxel += SPAN_VOXELS) {
                Arrays.fill(spanSums, 0);
                accumulate(tiles, first, voxel, Math.min(bandEnd, voxel + SPAN_VOXELS), spanSums);
                for (int i = 0; i < spanSums.length; i++) {
                    sums[offset + i] += spanSums[i];
                }
            }
        }

        /**
         * Adds the products of the voxels from {@code voxel} to {@code end}, exclusive, to the sums of some tiles.
         *
         * @param first    offset of the first tile's sums among the sums of all tiles
         * @param spanSums sums of these tiles
         */
        private void accumulate(List<Tile> tiles, int first, int voxel, int end, float[] spanSums) {
            for (int v = voxel; v < end; v += CHUNK_VOXELS) {
                for (Tile tile : tiles) {
                    tile.kernel().accumulate(operands, v, Math.min(end, v + CHUNK_VOXELS), tile.firstScalar(),
                            tile.vectorShift() + tile.firstLane(), spanSums, tile.sumOffset() - first);
                }
            }
        }
    }
}
