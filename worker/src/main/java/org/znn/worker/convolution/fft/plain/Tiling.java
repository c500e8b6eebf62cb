package org.znn.worker.convolution.fft.plain;

import org.znn.common.geometry.Vec3;

/**
 * The output of a convolution cut into tiles, which with all that they read fit a transform. A tile's voxels are the
 * dilation apart, in the output as in the input.
 *
 * @param group tiles whose spectra are held at the same time
 */
record Tiling(TileAxis z, TileAxis y, TileAxis x, int group) {

    /** Of a transform; x is even. */
    Vec3 size() {
        return new Vec3(z.size(), y.size(), x.size());
    }

    /** From a voxel of a tile to the next. */
    Vec3 dilation() {
        return new Vec3(z.dilation(), y.dilation(), x.dilation());
    }

    /** All tiles. */
    int tiles() {
        return Math.multiplyExact(Math.multiplyExact(z.count(), y.count()), x.count());
    }

    /** First voxel of a tile, in the output and in the input. */
    Vec3 corner(int tile) {
        return new Vec3(z.corners()[atZ(tile)], y.corners()[atY(tile)], x.corners()[atX(tile)]);
    }

    /** Voxels of the output in a tile. */
    Vec3 outputExtent(int tile) {
        return new Vec3(z.extents()[atZ(tile)], y.extents()[atY(tile)], x.extents()[atX(tile)]);
    }

    /** Voxels of the input that they take. */
    Vec3 inputExtent(int tile) {
        return outputExtent(tile).plus(new Vec3(z.reach(), y.reach(), x.reach()));
    }

    private int atZ(int tile) {
        return tile / x.count() / y.count();
    }

    private int atY(int tile) {
        return tile / x.count() % y.count();
    }

    private int atX(int tile) {
        return tile % x.count();
    }

    /** Numbers of a spectrum. */
    int spectrum() {
        return RealTransform.length(size());
    }
}
