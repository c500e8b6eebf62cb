package org.znn.worker.convolution.direct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.simd.OuterProduct;
import org.znn.worker.simd.Simd;

/**
 * Assignment of the sums of a weight gradient to tiles of outer products. One operand, the input or the output
 * gradient, is transposed to channels-last layout and supplies vectors, the other one supplies scalars.
 *
 * <p>If the input supplies the vectors, their lanes are the channels of all voxels of a kernel row, one voxel after the
 * other, so that few lanes are left unused at the end; tiles differ in the kernel row and in the output maps of the
 * scalars. If the output gradient supplies the vectors, lanes are output maps, and tiles differ in the taps (input map
 * and kernel voxel) of the scalars.
 *
 * @param lanesAreInputs whether the input supplies the vectors
 * @param channelsLast   layout of the operand that supplies the vectors
 * @param scalarOffsets  offset of each scalar from a position, in elements, the last one repeated for surplus scalars
 * @param scalarCount    number of scalars
 * @param laneGroups     groups of lanes that cover all lanes
 * @param vectorShifts   shift of the vectors for each kernel row, in elements
 * @param rowLength      taps of a kernel row
 * @param tileCount      number of tiles
 * @param sumCount       number of sums of all tiles
 * @param cost           estimated cost, in multiply-adds of a vector
 */
record DirectWeightGradientPlan(boolean lanesAreInputs, ChannelsLast channelsLast, int[] scalarOffsets,
        int scalarCount, List<LaneGroup> laneGroups, int[] vectorShifts, int rowLength, int tileCount, int sumCount,
        double cost) {

    /** Cost of transposing an element: reads and writes that miss the cache. */
    private static final double TRANSPOSE_COST = 4;
    /** Relative cost of a tile whose scalars come from different maps, far apart in memory. */
    private static final double SCATTERED_SCALARS_FACTOR = 1.2;

    /**
     * Lanes that one kernel computes.
     *
     * @param kernel    kernel that computes the tiles of the lanes
     * @param firstLane first lane
     */
    record LaneGroup(OuterProduct kernel, int firstLane) {
    }

    /**
     * One tile of sums.
     *
     * @param kernel           kernel that computes the tile
     * @param firstLane        first lane
     * @param firstKernelVoxel index of the kernel voxel by which the vectors are shifted, the first of a kernel row; 0
     *                         if the output gradient supplies the vectors
     * @param vectorShift      shift of the vectors, in elements
     * @param firstScalar      first scalar
     * @param sumOffset        offset of the tile's sums among those of all tiles
     */
    record Tile(OuterProduct kernel, int firstLane, int firstKernelVoxel, int vectorShift, int firstScalar,
            int sumOffset) {

        int sumCount() {
            return kernel.scalars() * kernel.vectors() * kernel.lanes();
        }

        int sumEnd() {
            return sumOffset + sumCount();
        }
    }

    /** Returns the cheaper of the two possible plans for an output size. */
    static DirectWeightGradientPlan of(ConvolutionShape shape, Vec3 output, Simd simd) {
        DirectWeightGradientPlan inputs = of(shape, output, simd, true);
        DirectWeightGradientPlan outputs = of(shape, output, simd, false);
        return inputs.cost < outputs.cost ? inputs : outputs;
    }

    private static DirectWeightGradientPlan of(ConvolutionShape shape, Vec3 output, Simd simd, boolean lanesAreInputs) {
        Vec3 input = shape.inputSize(output);
        ChannelsLast channelsLast = lanesAreInputs
                ? ChannelsLast.dense(shape.in(), input, shape.dilation().x(), simd.lanes())
                : ChannelsLast.vectorAligned(shape.out(), output, simd.lanes());
        int[] scalarOffsets = lanesAreInputs ? channelOffsets(FeatureMapLayout.of(shape.out(), output))
                : PackedWeights.tapOffsets(shape, FeatureMapLayout.of(shape.in(), input));
        int[] shifts = lanesAreInputs ? kernelRowShifts(shape, channelsLast) : new int[1];
        List<LaneGroup> groups = laneGroups(laneCount(shape, lanesAreInputs), simd);
        int tileCount = 0;
        int sumCount = 0;
        double costPerVoxel = 0;
        for (LaneGroup group : groups) {
            OuterProduct kernel = group.kernel();
            int tiles = Math.multiplyExact(shifts.length, IntMath.ceilDiv(scalarOffsets.length, kernel.scalars()));
            int accumulators = kernel.scalars() * kernel.vectors();
            tileCount = Math.addExact(tileCount, tiles);
            sumCount = Math.addExact(sumCount, Math.multiplyExact(tiles, accumulators * kernel.lanes()));
            costPerVoxel += tiles * (accumulators + (kernel.scalars() + kernel.vectors()) / 2.0);
        }
        double cost = (lanesAreInputs ? SCATTERED_SCALARS_FACTOR : 1) * costPerVoxel * output.product()
                + TRANSPOSE_COST * channelsLast.length();
        return new DirectWeightGradientPlan(lanesAreInputs, channelsLast, padded(scalarOffsets, simd),
                scalarOffsets.length, groups, shifts, shape.kernel().x(), tileCount, sumCount, cost);
    }

    /** Returns the tiles, which cover all sums; tiles with the same lanes are in succession. */
    List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>(tileCount);
        int sumOffset = 0;
        for (LaneGroup group : laneGroups) {
            for (int row = 0; row < vectorShifts.length; row++) {
                for (int scalar = 0; scalar < scalarCount; scalar += group.kernel().scalars()) {
                    Tile tile = new Tile(group.kernel(), group.firstLane(), row * rowLength, vectorShifts[row], scalar,
                            sumOffset);
                    tiles.add(tile);
                    sumOffset = tile.sumEnd();
                }
            }
        }
        return tiles;
    }

    private static List<LaneGroup> laneGroups(int lanes, Simd simd) {
        List<LaneGroup> groups = new ArrayList<>();
        for (int lane = 0; lane < lanes;) {
            OuterProduct kernel = widestKernel(simd, IntMath.ceilDiv(lanes - lane, simd.lanes()));
            groups.add(new LaneGroup(kernel, lane));
            lane += kernel.vectors() * simd.lanes();
        }
        return groups;
    }

    private static int laneCount(ConvolutionShape shape, boolean lanesAreInputs) {
        return lanesAreInputs ? Math.multiplyExact(shape.in(), shape.kernel().x()) : shape.out();
    }

    /**
     * Returns the widest kernel for the remaining vectors that does not leave a single vector: kernels of one vector
     * need the most loads.
     */
    private static OuterProduct widestKernel(Simd simd, int vectors) {
        return simd.outerProducts().stream()
                .filter(kernel -> kernel.vectors() <= vectors && vectors - kernel.vectors() != 1)
                .findFirst().orElseThrow();
    }

    /** Returns the offset of the first voxel of each kernel row, in elements. */
    private static int[] kernelRowShifts(ConvolutionShape shape, ChannelsLast layout) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        int[] shifts = new int[k.z() * k.y()];
        int row = 0;
        for (int z = 0; z < k.z(); z++) {
            for (int y = 0; y < k.y(); y++) {
                shifts[row++] = layout.index(z * d.z(), y * d.y(), 0);
            }
        }
        return shifts;
    }

    private static int[] channelOffsets(FeatureMapLayout layout) {
        int[] offsets = new int[layout.channels()];
        Arrays.setAll(offsets, c -> c * layout.channelStride());
        return offsets;
    }

    /** Repeats the last offset for tiles that extend past the last scalar; their surplus sums are ignored. */
    private static int[] padded(int[] offsets, Simd simd) {
        int maxScalars = simd.outerProducts().stream().mapToInt(OuterProduct::scalars).max().orElseThrow();
        int[] padded = Arrays.copyOf(offsets, offsets.length + maxScalars - 1);
        Arrays.fill(padded, offsets.length, padded.length, offsets[offsets.length - 1]);
        return padded;
    }

    /**
     * Copies the sums of a tile to their weights, which are in the order {@code [in][out][z][y][x]}.
     *
     * @param sums sums of the tile, from index 0
     */
    void store(ConvolutionShape shape, Tile tile, double[] sums, double[] weights) {
        int voxels = (int) shape.kernel().product();
        int scalars = lanesAreInputs ? shape.out() : shape.in() * voxels;
        int width = tile.kernel().vectors() * tile.kernel().lanes();
        int lanes = Math.min(width, laneCount(shape, lanesAreInputs) - tile.firstLane());
        for (int s = 0; s < Math.min(tile.kernel().scalars(), scalars - tile.firstScalar()); s++) {
            int scalar = tile.firstScalar() + s;
            for (int l = 0; l < lanes; l++) {
                int lane = tile.firstLane() + l;
                int in = lanesAreInputs ? lane % shape.in() : scalar / voxels;
                int out = lanesAreInputs ? scalar : lane;
                int voxel = lanesAreInputs ? tile.firstKernelVoxel() + lane / shape.in() : scalar % voxels;
                // True convolution: tap q uses the weight at k − 1 − q.
                weights[(in * shape.out() + out) * voxels + voxels - 1 - voxel] = sums[s * width + l];
            }
        }
    }
}
