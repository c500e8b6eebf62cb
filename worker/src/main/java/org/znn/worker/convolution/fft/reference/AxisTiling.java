package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;

/**
 * One axis of a convolution's output, cut into tiles. A dilated kernel only reads voxels that are a multiple of the
 * dilation apart, so the positions of each residue modulo the dilation are an image of their own, with an undilated
 * kernel.
 *
 * @param dilation distance between adjacent voxels of a tile
 * @param overlap  number of input voxels minus number of output voxels of a tile
 * @param length   length of a transform, at least the number of input voxels of the largest tile
 * @param starts   first voxel of each tile, in the output and in the input
 * @param extents  number of output voxels of each tile
 */
record AxisTiling(int dilation, int overlap, int length, int[] starts, int[] extents) {

    /**
     * Cuts an axis into tiles as large as the transform allows, residue by residue; the last tile of a residue may be
     * smaller.
     */
    static AxisTiling of(int output, int kernel, int dilation, int length) {
        int tile = length - kernel + 1;
        int residues = Math.min(dilation, output);
        int maxTiles = residues * ((output - 1) / dilation / tile + 1);
        int[] starts = new int[maxTiles];
        int[] extents = new int[maxTiles];
        int count = 0;
        for (int residue = 0; residue < residues; residue++) {
            int voxels = (output - residue - 1) / dilation + 1;
            for (int first = 0; first < voxels; first += tile) {
                starts[count] = residue + first * dilation;
                extents[count++] = Math.min(tile, voxels - first);
            }
        }
        return new AxisTiling(dilation, kernel - 1, length, Arrays.copyOf(starts, count),
                Arrays.copyOf(extents, count));
    }

    int count() {
        return starts.length;
    }
}
