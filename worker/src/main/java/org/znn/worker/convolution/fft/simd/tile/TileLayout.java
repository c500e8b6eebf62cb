package org.znn.worker.convolution.fft.simd.tile;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.fft.simd.dft.ComplexVectors;
import org.znn.worker.simd.CacheLine;

/**
 * The layout of a complex tile in a workspace: [z][y][x][complex vector]. Rows and planes are an odd number of cache
 * lines apart, so that the elements of a column do not compete for the same cache sets.
 *
 * @param width      length of a row in complex vectors
 * @param rowPitch   distance between two rows, in floats
 * @param planePitch distance between two planes, in floats
 */
public record TileLayout(int width, int rowPitch, int planePitch) {

    /** Lays out tiles of the given size (z, y, x). */
    public static TileLayout of(Vec3 size) {
        int rowPitch = CacheLine.roundUpToOdd(size.x() * ComplexVectors.FLOATS);
        return new TileLayout(size.x(), rowPitch, CacheLine.roundUpToOdd(size.y() * rowPitch));
    }

    /** Returns the offset within a plane of the column y·width + x. */
    public int columnOffset(int column) {
        return column / width * rowPitch + column % width * ComplexVectors.FLOATS;
    }
}
