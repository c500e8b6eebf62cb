package org.znn.worker.convolution.fft.plain;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * The output of a convolution cut into tiles, which with all that they read fit a transform. The tiles at the far ends
 * are smaller.
 *
 * @param output of the convolution (z, y, x)
 * @param reach  voxels that the input is larger
 * @param size   of a transform, at least {@code tile + reach}; x is even
 * @param tile   voxels of the output
 * @param group  tiles whose spectra are held at the same time
 */
record Tiling(Vec3 output, Vec3 reach, Vec3 size, Vec3 tile, int group) {

    static Vec3 reach(ConvolutionShape shape) {
        return shape.inputSize(Vec3.ZERO);
    }

    /** Tiles along each axis. */
    Vec3 counts() {
        return output.ceilDiv(tile);
    }

    /** All tiles. */
    int tiles() {
        return Math.toIntExact(counts().product());
    }

    /** Where a tile begins, in the output and in the input. */
    Vec3 corner(int index) {
        Vec3 counts = counts();
        return new Vec3(index / counts.x() / counts.y(), index / counts.x() % counts.y(), index % counts.x())
                .times(tile);
    }

    /** Voxels of the output in the tile that begins there. */
    Vec3 outputExtent(Vec3 corner) {
        return tile.min(output.minus(corner));
    }

    /** Voxels of the input that they take. */
    Vec3 inputExtent(Vec3 corner) {
        return outputExtent(corner).plus(reach);
    }

    /** Numbers of a spectrum. */
    int spectrum() {
        return RealTransform.length(size);
    }
}
