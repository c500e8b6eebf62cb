package org.znn.worker.convolution.direct;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;

/**
 * Taps of an input gradient in the order (block of output maps, z, y, x, output map), so that the taps that reach a
 * region form few intervals.
 *
 * @param shape        shape of the convolution
 * @param mapsPerBlock output maps per block
 */
record InputGradientTaps(ConvolutionShape shape, int mapsPerBlock) {

    private int kernelTaps() {
        return (int) shape.kernel().product();
    }

    private int mapsInBlock(int block) {
        return Math.min(mapsPerBlock, shape.out() - block * mapsPerBlock);
    }

    /** Returns the offset in elements of each tap from the voxel at the same position in map 0. */
    int[] tapOffsets(FeatureMapLayout layout) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        int[] offsets = new int[shape.out() * kernelTaps()];
        int t = 0;
        for (int block = 0; block * mapsPerBlock < shape.out(); block++) {
            for (int z = 1 - k.z(); z <= 0; z++) {
                for (int y = 1 - k.y(); y <= 0; y++) {
                    for (int x = 1 - k.x(); x <= 0; x++) {
                        int tap = z * d.z() * layout.planeStride() + y * d.y() * layout.rowPitch() + x * d.x();
                        for (int o = 0; o < mapsInBlock(block); o++) {
                            offsets[t++] = tap + (block * mapsPerBlock + o) * layout.channelStride();
                        }
                    }
                }
            }
        }
        return offsets;
    }

    /** Packs the weights of an input map, with neighbouring taps {@code groupSize} elements apart. */
    void pack(Filters filters, int map, int groupSize, float[] packed) {
        int taps = kernelTaps();
        int begin = map / groupSize * shape.out() * taps * groupSize + map % groupSize;
        for (int o = 0; o < shape.out(); o++) {
            int block = o / mapsPerBlock;
            int from = (map * shape.out() + o) * taps;
            int to = begin + (block * mapsPerBlock * taps + o - block * mapsPerBlock) * groupSize;
            for (int t = 0; t < taps; t++) {
                packed[to + t * mapsInBlock(block) * groupSize] = (float) filters.values()[from + t];
            }
        }
    }

    /**
     * Returns, for each block, the intervals of taps that reach a region. If no tap does, returns one empty interval,
     * so that the sums are set to 0.
     */
    int[][] tapBlocks(ValidTapRegion region) {
        if (region.tapCount() == 0) {
            return new int[][] {new int[2]};
        }
        int[][] blocks = new int[IntMath.ceilDiv(shape.out(), mapsPerBlock)][];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = region.tapIntervals(shape.kernel(), mapsInBlock(block));
            for (int t = 0; t < blocks[block].length; t++) {
                blocks[block][t] += block * mapsPerBlock * kernelTaps();
            }
        }
        return blocks;
    }
}
