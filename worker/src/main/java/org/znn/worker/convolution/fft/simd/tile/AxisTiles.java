package org.znn.worker.convolution.fft.simd.tile;

import org.znn.common.geometry.IntMath;

/**
 * The tiling of one axis of a dilated, valid correlation. A dilation d leaves d interleaved signals, the residues
 * modulo d, that have nothing to do with each other. Each signal is cut into tiles that overlap by the kernel, and of
 * the cyclic correlation of a tile the first {@code valid} elements are used (overlap-save).
 *
 * @param length   length of the transform
 * @param kernel   number of taps
 * @param dilation distance between taps, in voxels
 * @param output   size of the output, in voxels
 * @param regions  number of tiles of the longest residue
 * @param valid    outputs of a tile, at most length − kernel + 1; tiles share the output evenly
 */
public record AxisTiles(int length, int kernel, int dilation, int output, int regions, int valid) {

    /**
     * Cuts an axis into tiles for transforms of the given length.
     *
     * @throws IllegalArgumentException if the kernel is longer than the transform
     */
    public static AxisTiles of(int length, int kernel, int dilation, int output) {
        if (kernel > length) {
            throw new IllegalArgumentException(
                    "a kernel of " + kernel + " taps does not fit a transform of length " + length);
        }
        int longest = IntMath.ceilDiv(output, dilation);
        int regions = IntMath.ceilDiv(longest, length - kernel + 1);
        return new AxisTiles(length, kernel, dilation, output, regions, IntMath.ceilDiv(longest, regions));
    }

    /** Returns the number of residues that have an output. */
    int residues() {
        return Math.min(dilation, output);
    }

    /** Returns the first output of a tile. */
    int start(int region, int residue) {
        return residue + dilation * valid * region;
    }

    /** Returns the number of outputs of a tile, 0 beyond the end of a shorter residue. */
    int extent(int region, int residue) {
        return Math.max(0, Math.min(valid, IntMath.ceilDiv(output - residue, dilation) - valid * region));
    }

    /** Returns the number of tiles that are not empty. */
    public int tileCount() {
        int tiles = 0;
        for (int residue = 0; residue < residues(); residue++) {
            tiles += IntMath.ceilDiv(IntMath.ceilDiv(output - residue, dilation), valid);
        }
        return tiles;
    }
}
