package org.znn.worker.convolution.fft.tiled;

import org.znn.worker.convolution.MapsLayout;

/** Feature maps in blocks of as many as a vector has lanes. */
final class Channels {

    private static final int LANES = LineTransform.LANES;

    private Channels() {
    }

    /** Blocks for that many maps; the last may be part empty. */
    static int blocks(int channels) {
        return (channels + LANES - 1) / LANES;
    }

    /** Maps of a block. */
    static int ofBlock(int channels, int block) {
        return Math.min(LANES, channels - block * LANES);
    }

    /** For each block where its maps begin, the last map in place of those that are missing. */
    static int[][] offsets(MapsLayout layout) {
        int[][] offsets = new int[blocks(layout.channels())][LANES];
        for (int lane = 0; lane < offsets.length * LANES; lane++) {
            offsets[lane / LANES][lane % LANES] = Math.min(lane, layout.channels() - 1) * layout.channelStride();
        }
        return offsets;
    }
}
