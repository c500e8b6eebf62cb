package org.znn.worker.convolution.fft.tiled;

/**
 * How one axis of a dilated, valid correlation is cut into tiles. A dilation d leaves d interleaved signals, the
 * residues modulo d, that have nothing to do with each other; each is cut into tiles that overlap by the kernel, and
 * of what a cyclic correlation of a tile gives, the first {@code valid} elements are used (overlap-save).
 *
 * @param length   of the transform
 * @param kernel   taps
 * @param dilation distance between taps
 * @param output   size of the output
 * @param regions  tiles of the longest residue
 * @param valid    outputs of a tile, at most length − kernel + 1; the tiles share the output out evenly
 */
record AxisTiles(int length, int kernel, int dilation, int output, int regions, int valid) {

    /**
     * The tiles for a transform of that length.
     *
     * @throws IllegalArgumentException where the kernel is longer
     */
    static AxisTiles of(int length, int kernel, int dilation, int output) {
        if (kernel > length) {
            throw new IllegalArgumentException("a kernel of " + kernel + " taps in a tile of " + length);
        }
        int longest = ceilDiv(output, dilation);
        int regions = ceilDiv(longest, length - kernel + 1);
        return new AxisTiles(length, kernel, dilation, output, regions, ceilDiv(longest, regions));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    /** Residues that have an output at all. */
    int residues() {
        return Math.min(dilation, output);
    }

    /** Where the outputs of a tile begin. */
    int start(int region, int residue) {
        return residue + dilation * valid * region;
    }

    /** Outputs of a tile; 0 where a shorter residue has ended already. */
    int count(int region, int residue) {
        return Math.max(0, Math.min(valid, ceilDiv(output - residue, dilation) - valid * region));
    }

    /** Tiles of the axis that are not empty. */
    int tiles() {
        int tiles = 0;
        for (int residue = 0; residue < residues(); residue++) {
            tiles += ceilDiv(ceilDiv(output - residue, dilation), valid);
        }
        return tiles;
    }
}
