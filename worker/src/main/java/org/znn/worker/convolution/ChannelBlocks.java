package org.znn.worker.convolution;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.znn.common.geometry.IntMath;

/** Blocks of feature maps, one map for each lane of a vector of the Vector API. */
public final class ChannelBlocks {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private ChannelBlocks() {
    }

    /** Returns the number of blocks for a number of maps; the last block may be partly filled. */
    public static int count(int channels) {
        return IntMath.ceilDiv(channels, LANES);
    }

    /** Returns the number of maps in a block. */
    public static int channelsInBlock(int channels, int block) {
        return Math.min(LANES, channels - block * LANES);
    }

    /**
     * Returns, for each block, the offset of each lane's map from map 0 in elements. Lanes past the last map repeat the
     * last map.
     */
    public static int[][] offsets(FeatureMapLayout layout) {
        int[][] offsets = new int[count(layout.channels())][LANES];
        for (int lane = 0; lane < offsets.length * LANES; lane++) {
            offsets[lane / LANES][lane % LANES] = Math.min(lane, layout.channels() - 1) * layout.channelStride();
        }
        return offsets;
    }

    /**
     * Transposes a row of a block from {@code [channel][x]} to {@code [x][channel]}: one vector per voxel.
     *
     * @param fromOffset     index in {@code from} of the row's first voxel in map 0
     * @param fromStride     elements of {@code from} between neighbouring voxels
     * @param channelOffsets offsets of the block's maps from map 0, as returned by {@link #offsets}
     * @param toOffset       index in {@code to} of the first vector
     * @param toStride       elements of {@code to} between neighbouring vectors
     * @param count          number of voxels in the row
     */
    public static void gather(float[] from, int fromOffset, int fromStride, int[] channelOffsets, float[] to,
            int toOffset, int toStride, int count) {
        for (int n = 0; n < count; n++) {
            FloatVector.fromArray(SPECIES, from, fromOffset + n * fromStride, channelOffsets, 0)
                    .intoArray(to, toOffset + n * toStride);
        }
    }
}
