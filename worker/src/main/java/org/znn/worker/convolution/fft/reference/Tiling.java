package org.znn.worker.convolution.fft.reference;

import org.znn.common.geometry.Vec3;

/**
 * The output of a convolution, cut into tiles whose inputs each fit one transform. Adjacent voxels of a tile are the
 * dilation apart, in the output and in the input.
 *
 * @param z         tiles along z
 * @param y         tiles along y
 * @param x         tiles along x; the transform length is even
 * @param groupSize number of tiles whose spectra are held at the same time
 */
record Tiling(AxisTiling z, AxisTiling y, AxisTiling x, int groupSize) {

    /** Returns the size (z, y, x) of a transform; x is even. */
    Vec3 transformSize() {
        return new Vec3(z.length(), y.length(), x.length());
    }

    /** Returns the distance (z, y, x) between adjacent voxels of a tile. */
    Vec3 dilation() {
        return new Vec3(z.dilation(), y.dilation(), x.dilation());
    }

    /** Returns the number of tiles. */
    int tileCount() {
        return Math.multiplyExact(Math.multiplyExact(z.count(), y.count()), x.count());
    }

    /** Returns the first voxel (z, y, x) of a tile, in the output and in the input. */
    Vec3 start(int tile) {
        return new Vec3(z.starts()[indexZ(tile)], y.starts()[indexY(tile)], x.starts()[indexX(tile)]);
    }

    /** Returns the number of output voxels (z, y, x) of a tile. */
    Vec3 outputExtent(int tile) {
        return new Vec3(z.extents()[indexZ(tile)], y.extents()[indexY(tile)], x.extents()[indexX(tile)]);
    }

    /** Returns the number of input voxels (z, y, x) that the outputs of a tile depend on. */
    Vec3 inputExtent(int tile) {
        return outputExtent(tile).plus(new Vec3(z.overlap(), y.overlap(), x.overlap()));
    }

    private int indexZ(int tile) {
        return tile / x.count() / y.count();
    }

    private int indexY(int tile) {
        return tile / x.count() % y.count();
    }

    private int indexX(int tile) {
        return tile % x.count();
    }

    /** Returns the length of a spectrum in doubles. */
    int spectrumLength() {
        return RealFft3d.length(transformSize());
    }
}
