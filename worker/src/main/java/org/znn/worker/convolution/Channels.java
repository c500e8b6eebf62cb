package org.znn.worker.convolution;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Feature maps in blocks of as many as a vector has lanes; of the Vector API. */
public final class Channels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Channels() {
    }

    /** Blocks for that many maps; the last may be part empty. */
    public static int blocks(int channels) {
        return (channels + LANES - 1) / LANES;
    }

    /** Maps of a block. */
    public static int ofBlock(int channels, int block) {
        return Math.min(LANES, channels - block * LANES);
    }

    /** For each block where its maps begin, the last map in place of those that are missing. */
    public static int[][] offsets(MapsLayout layout) {
        int[][] offsets = new int[blocks(layout.channels())][LANES];
        for (int lane = 0; lane < offsets.length * LANES; lane++) {
            offsets[lane / LANES][lane % LANES] = Math.min(lane, layout.channels() - 1) * layout.channelStride();
        }
        return offsets;
    }

    /**
     * Turns a row of a block's maps round: the channels of each voxel become a vector.
     *
     * @param row     index of the first voxel of map 0
     * @param step    from a voxel to the next
     * @param maps    where the block's maps begin, relative to map 0
     * @param at      where the first vector goes
     * @param stride  from a vector to the next
     * @param voxels  of the row
     */
    public static void gather(float[] from, int row, int step, int[] maps, float[] to, int at, int stride,
            int voxels) {
        for (int n = 0; n < voxels; n++) {
            FloatVector.fromArray(SPECIES, from, row + n * step, maps, 0).intoArray(to, at + n * stride);
        }
    }
}
