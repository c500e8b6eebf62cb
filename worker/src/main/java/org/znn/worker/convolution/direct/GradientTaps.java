package org.znn.worker.convolution.direct;

import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.MapsLayout;

/**
 * The taps of an input gradient in the order (block of output maps, z, y, x, output map), so that those which reach a
 * region are few runs.
 *
 * @param shape  of the convolution
 * @param atOnce output maps of a block
 */
record GradientTaps(ConvolutionShape shape, int atOnce) {

    private int kernelTaps() {
        return (int) shape.kernel().product();
    }

    private int mapsOfBlock(int block) {
        return Math.min(atOnce, shape.out() - block * atOnce);
    }

    /** Distance of each tap's voxel from that at the same place: to the left of it, mostly. */
    int[] offsets(MapsLayout layout) {
        Vec3 k = shape.kernel();
        Vec3 d = shape.dilation();
        int[] offsets = new int[shape.out() * kernelTaps()];
        int t = 0;
        for (int block = 0; block * atOnce < shape.out(); block++) {
            for (int z = 1 - k.z(); z <= 0; z++) {
                for (int y = 1 - k.y(); y <= 0; y++) {
                    for (int x = 1 - k.x(); x <= 0; x++) {
                        int tap = z * d.z() * layout.planeStride() + y * d.y() * layout.rowPitch() + x * d.x();
                        for (int o = 0; o < mapsOfBlock(block); o++) {
                            offsets[t++] = tap + (block * atOnce + o) * layout.channelStride();
                        }
                    }
                }
            }
        }
        return offsets;
    }

    /** Packs the weights to an input map, those of neighbouring taps {@code group} apart. */
    void pack(Filters filters, int map, int group, float[] packed) {
        int taps = kernelTaps();
        int begin = map / group * shape.out() * taps * group + map % group;
        for (int o = 0; o < shape.out(); o++) {
            int block = o / atOnce;
            int from = (map * shape.out() + o) * taps;
            int to = begin + (block * atOnce * taps + o - block * atOnce) * group;
            for (int t = 0; t < taps; t++) {
                packed[to + t * mapsOfBlock(block) * group] = (float) filters.values()[from + t];
            }
        }
    }

    /** The runs of each block's taps that reach a region; an empty one where none does, so that sums become 0. */
    int[][] blocks(TapRegion region) {
        if (region.taps() == 0) {
            return new int[][] {new int[2]};
        }
        int[][] blocks = new int[(shape.out() + atOnce - 1) / atOnce][];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = region.runs(shape.kernel(), mapsOfBlock(block));
            for (int t = 0; t < blocks[block].length; t++) {
                blocks[block][t] += block * atOnce * kernelTaps();
            }
        }
        return blocks;
    }
}
