package org.znn.worker.convolution.fft.tiled;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Channels;

/**
 * A valid correlation of feature maps, out[o][p] = Σ in[i][p + q·dilation] · kernel[i, o][q].
 *
 * @param in       feature maps read
 * @param out      feature maps written
 * @param kernel   taps (z, y, x)
 * @param dilation distance between taps (z, y, x)
 * @param output   size of the output (z, y, x)
 */
record Correlation(int in, int out, Vec3 kernel, Vec3 dilation, Vec3 output) {

    int inBlocks() {
        return Channels.blocks(in);
    }

    int outBlocks() {
        return Channels.blocks(out);
    }
}
