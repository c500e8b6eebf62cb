package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;

/**
 * One axis of a convolution's output cut into tiles. A dilated kernel sees voxels that are the dilation apart and no
 * others, so each residue of positions by the dilation is an image of its own, with the kernel undilated.
 *
 * @param dilation from a voxel of a tile to the next
 * @param reach    voxels of the input that a tile takes besides as many as it has of the output
 * @param size     of a transform, at least the largest tile's input
 * @param corners  first voxel of each tile, in the output and in the input
 * @param extents  voxels of the output in each tile
 */
record TileAxis(int dilation, int reach, int size, int[] corners, int[] extents) {

    /** Tiles as large as the transform allows, residue by residue; those at the far end may be smaller. */
    static TileAxis of(int output, int kernel, int dilation, int size) {
        int tile = size - kernel + 1;
        int residues = Math.min(dilation, output);
        int most = residues * ((output - 1) / dilation / tile + 1);
        int[] corners = new int[most];
        int[] extents = new int[most];
        int n = 0;
        for (int residue = 0; residue < residues; residue++) {
            int voxels = (output - residue - 1) / dilation + 1;
            for (int first = 0; first < voxels; first += tile) {
                corners[n] = residue + first * dilation;
                extents[n++] = Math.min(tile, voxels - first);
            }
        }
        return new TileAxis(dilation, kernel - 1, size, Arrays.copyOf(corners, n), Arrays.copyOf(extents, n));
    }

    int count() {
        return corners.length;
    }
}
