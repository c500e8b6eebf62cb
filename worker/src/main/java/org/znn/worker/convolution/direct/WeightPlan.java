package org.znn.worker.convolution.direct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.simd.OuterTile;
import org.znn.worker.simd.Simd;

/**
 * How the sums of a weight gradient are shared out among tiles. The channels of one side, the input or the output
 * gradient, are the lanes of vectors: that side is turned round. Single numbers come from the other side. Where the
 * input is turned round, the lanes are the channels of all voxels of a row of the kernel, one voxel after the other,
 * so that few are left over at the end, and tiles differ by that row and by the output maps that give the numbers;
 * else they differ by the taps (input map and kernel voxel) that give them.
 *
 * @param lanesAreInputs which side is turned round
 * @param turned         how it then lies
 * @param taps           distance of each number from a position
 * @param tiles          that cover all sums; those with the same lanes one after the other
 * @param sums           that all tiles keep
 * @param cost           of it all, in multiply-adds of a vector
 */
record WeightPlan(boolean lanesAreInputs, ChannelsLast turned, int[] taps, List<Tile> tiles, int sums, double cost) {

    /** What it costs to turn a number round: reads and writes that miss the cache. */
    private static final double TURN_COST = 4;
    /** How much more a tile costs whose numbers come from as many maps, far from each other. */
    private static final double FAR_NUMBERS = 1.2;

    /**
     * The sums that one tile keeps.
     *
     * @param tile     what computes them
     * @param lane     first lane
     * @param voxel    number of the kernel voxel by which vectors are shifted, the first of a row of the kernel; 0
     *                 where the output is turned round
     * @param shift    that in numbers
     * @param firstTap first number
     * @param at       where its sums begin among all
     */
    record Tile(OuterTile tile, int lane, int voxel, int shift, int firstTap, int at) {

        int sums() {
            return tile.numbers() * tile.vectors() * tile.lanes();
        }

        int end() {
            return at + sums();
        }
    }

    /** The cheaper way for a convolution with an output of that size. */
    static WeightPlan of(ConvolutionShape shape, Vec3 output, Simd simd) {
        WeightPlan inputs = of(shape, output, simd, true);
        WeightPlan outputs = of(shape, output, simd, false);
        return inputs.cost < outputs.cost ? inputs : outputs;
    }

    private static WeightPlan of(ConvolutionShape shape, Vec3 output, Simd simd, boolean lanesAreInputs) {
        Vec3 input = shape.inputSize(output);
        ChannelsLast turned = lanesAreInputs
                ? ChannelsLast.closed(shape.in(), input, shape.dilation().x(), simd.lanes())
                : ChannelsLast.apart(shape.out(), output, simd.lanes());
        int[] taps = lanesAreInputs ? channels(MapsLayout.of(shape.out(), output), shape.out())
                : PackedFilters.offsets(shape, MapsLayout.of(shape.in(), input));
        List<Tile> tiles = new ArrayList<>();
        int at = 0;
        double costOfVoxel = 0;
        int[] shifts = lanesAreInputs ? shifts(shape, turned) : new int[1];
        int lanes = lanes(shape, lanesAreInputs);
        for (int lane = 0; lane < lanes;) {
            OuterTile tile = tile(simd, (lanes - lane + simd.lanes() - 1) / simd.lanes());
            for (int row = 0; row < shifts.length; row++) {
                int voxel = row * shape.kernel().x();
                for (int tap = 0; tap < taps.length; tap += tile.numbers()) {
                    tiles.add(new Tile(tile, lane, voxel, shifts[row], tap, at));
                    at = Math.addExact(at, tile.numbers() * tile.vectors() * tile.lanes());
                    costOfVoxel += tile.numbers() * tile.vectors() + (tile.numbers() + tile.vectors()) / 2.0;
                }
            }
            lane += tile.vectors() * simd.lanes();
        }
        double cost = (lanesAreInputs ? FAR_NUMBERS : 1) * costOfVoxel * output.product() + TURN_COST * turned.length();
        return new WeightPlan(lanesAreInputs, turned, padded(taps, simd), tiles, at, cost);
    }

    private static int lanes(ConvolutionShape shape, boolean lanesAreInputs) {
        return lanesAreInputs ? Math.multiplyExact(shape.in(), shape.kernel().x()) : shape.out();
    }

    /** The widest tile for that many vectors that does not leave a single one over: those take the most loads. */
    private static OuterTile tile(Simd simd, int vectors) {
        return simd.outerTiles().stream().filter(t -> t.vectors() <= vectors && vectors - t.vectors() != 1)
                .findFirst().orElseThrow();
    }

    /** Distance to the first voxel of each row of the kernel. */
    private static int[] shifts(ConvolutionShape shape, ChannelsLast turned) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        int[] shifts = new int[k.z() * k.y()];
        int t = 0;
        for (int z = 0; z < k.z(); z++) {
            for (int y = 0; y < k.y(); y++) {
                shifts[t++] = turned.index(z * d.z(), y * d.y(), 0);
            }
        }
        return shifts;
    }

    private static int[] channels(MapsLayout layout, int channels) {
        int[] offsets = new int[channels];
        Arrays.setAll(offsets, c -> c * layout.channelStride());
        return offsets;
    }

    /** Tiles that go past the last tap use it again; those sums are not looked at. */
    private static int[] padded(int[] taps, Simd simd) {
        int longest = simd.outerTiles().stream().mapToInt(OuterTile::numbers).max().orElseThrow();
        int[] padded = Arrays.copyOf(taps, taps.length + longest - 1);
        Arrays.fill(padded, taps.length, padded.length, taps[taps.length - 1]);
        return padded;
    }

    /**
     * Copies sums of a tile to the weights they belong to, in true (in, out, z, y, x) order.
     *
     * @param sums those of this tile begin at {@code sums[0]}
     */
    void store(ConvolutionShape shape, Tile tile, double[] sums, double[] weights) {
        int voxels = (int) shape.kernel().product();
        int numbers = lanesAreInputs ? shape.out() : shape.in() * voxels;
        int width = tile.tile().vectors() * tile.tile().lanes();
        int lanes = Math.min(width, lanes(shape, lanesAreInputs) - tile.lane());
        for (int n = 0; n < Math.min(tile.tile().numbers(), numbers - tile.firstTap()); n++) {
            int tap = tile.firstTap() + n;
            for (int l = 0; l < lanes; l++) {
                int lane = tile.lane() + l;
                int in = lanesAreInputs ? lane % shape.in() : tap / voxels;
                int out = lanesAreInputs ? tap : lane;
                int voxel = lanesAreInputs ? tile.voxel() + lane / shape.in() : tap % voxels;
                // Kernels are stored turned: a true convolution.
                weights[(in * shape.out() + out) * voxels + voxels - 1 - voxel] = sums[n * width + l];
            }
        }
    }
}
