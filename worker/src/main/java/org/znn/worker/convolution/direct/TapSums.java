package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.network.Filters;
import org.znn.common.network.TransferFunction;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Epilogue;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Rows;
import org.znn.worker.simd.Simd;
import org.znn.worker.simd.TileKernel;
import org.znn.worker.simd.TileKernel.Positions;
import org.znn.worker.simd.TileKernel.Source;
import org.znn.worker.simd.TileKernel.Target;

/**
 * The sums of a direct convolution at a run of vectors, for some groups of output maps, its weights inside. Every sum
 * goes over the taps in the order in which they are given, by fused multiply-adds from 0 or from what is there.
 */
final class TapSums {

    /** Vectors of a run, about. Longer ones leave the fast cache, shorter ones pay more for what they touch. */
    private static final int NEAR_RUN = 32;
    /** Weights of a group of maps above this many bytes are used a part of the input maps at a time. */
    private static final int WEIGHTS_IN_CACHE = 400 << 10;
    /** What is added to a sum where nothing is to be added: x + -0.0 is x for every x, -0.0 included. */
    private static final double NO_BIAS = -0.0;

    private final ConvolutionShape shape;
    private final int lanes;
    private final Rows<float[]> rows;
    private final TileKernel kernel;
    private final int mapsAtATime;
    private final float[] weights;

    TapSums(ConvolutionShape shape, Simd simd) {
        this.shape = shape;
        lanes = simd.lanes();
        rows = simd.rows();
        kernel = Tiles.best(shape, simd);
        weights = PackedFilters.allocate(shape, kernel.maps());
        long bytesOfMap = shape.kernel().product() * kernel.maps() * Float.BYTES;
        mapsAtATime = (int) Math.max(1, Math.min(shape.in(), WEIGHTS_IN_CACHE / bytesOfMap));
    }

    /** Bytes that the weights of a shape take. */
    static long bytes(ConvolutionShape shape, Simd simd) {
        return PackedFilters.length(shape, Tiles.best(shape, simd).maps()) * Float.BYTES;
    }

    void use(Filters filters, ThreadTeam team) {
        use(team, (map, group, packed) -> PackedFilters.pack(shape, filters, map, group, packed));
    }

    /** Takes weights in the order of other taps. */
    void use(ThreadTeam team, MapPacker packer) {
        team.run(shape.out(), map -> packer.pack(map, kernel.maps(), weights));
    }

    /** Packs the weights of an output map as those of every tap, {@code group} apart. */
    interface MapPacker {
        void pack(int map, int group, float[] packed);
    }

    /** Vectors that are computed at once. */
    int vectors() {
        return kernel.vectors();
    }

    /** Vectors of a run that is best for a shape, a multiple of {@link #vectors}. */
    static int runLength(ConvolutionShape shape, Simd simd) {
        int vectors = Tiles.best(shape, simd).vectors();
        return Math.max(1, NEAR_RUN / vectors) * vectors;
    }

    /** Groups of output maps. */
    int groups() {
        return PackedFilters.groups(shape, kernel.maps());
    }

    /** Input maps whose weights are used at a time. */
    int mapsAtATime() {
        return mapsAtATime;
    }

    /** The taps (input map, z, y, x) of the maps that are used at a time: a run of them each. */
    int[][] blocks() {
        int kernelTaps = (int) shape.kernel().product();
        int[][] blocks = new int[(shape.in() + mapsAtATime - 1) / mapsAtATime][];
        Arrays.setAll(blocks, b -> new int[] {b * mapsAtATime * kernelTaps,
                Math.min(shape.in(), (b + 1) * mapsAtATime) * kernelTaps});
        return blocks;
    }

    /**
     * What is read and written.
     *
     * @param in      input maps
     * @param offsets of each tap from an output's position
     * @param blocks  of taps: each is used by all groups before the next, and is one or more runs [from, to) of taps
     * @param out     sums
     * @param stride  from a map of the sums to the next
     * @param add     whether sums start from what {@code out} holds
     */
    record Operands(float[] in, int[] offsets, int[][] blocks, float[] out, int stride, boolean add) {
    }

    /** Sums for the first {@code count} vectors of a run, with bias and function applied to the groups' maps. */
    void sum(Operands operands, Positions run, int count, int firstGroup, int endGroup, Epilogue epilogue) {
        boolean unchanged = epilogue.bias() == null && epilogue.function().equals(TransferFunction.Linear.IDENTITY);
        int taps = operands.offsets().length;
        int[][] blocks = operands.blocks();
        for (int block = 0; block < blocks.length; block++) {
            for (int group = firstGroup; group < endGroup; group++) {
                int map = group * kernel.maps();
                Source source = new Source(operands.in(), operands.offsets(), weights, map * taps);
                for (int v = 0; v < count; v += kernel.vectors()) {
                    for (int t = 0; t < blocks[block].length; t += 2) {
                        kernel.run(source, blocks[block][t], blocks[block][t + 1], run, v,
                                new Target(operands.out(), map * operands.stride(), operands.stride(),
                                        Math.min(kernel.maps(), shape.out() - map),
                                        operands.add() || block > 0 || t > 0));
                    }
                }
                if (block == blocks.length - 1 && !unchanged) {
                    finish(operands, run, count, group, epilogue);
                }
            }
        }
    }

    /** Adds the bias to finished sums and applies the function, while they are in the fastest cache. */
    private void finish(Operands operands, Positions run, int count, int group, Epilogue epilogue) {
        int endMap = Math.min(shape.out(), (group + 1) * kernel.maps());
        for (int map = group * kernel.maps(); map < endMap; map++) {
            int at = map * operands.stride();
            for (int v = 0; v < count;) {
                int first = v++;
                while (v < count && run.out()[v] == run.out()[v - 1] + lanes) {
                    v++;
                }
                rows.transfer(operands.out(), at + run.out()[first], (v - first) * lanes,
                        epilogue.bias() == null ? NO_BIAS : epilogue.bias()[map], epilogue.function());
            }
        }
    }
}
