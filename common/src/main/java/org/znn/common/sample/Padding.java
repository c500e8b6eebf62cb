package org.znn.common.sample;

import java.io.Serializable;
import org.znn.common.geometry.Vec3;

/**
 * Padding of an image by reflection at its faces (ZNN-SEMANTICS, boundary mirror). The edge voxel is repeated, so
 * out[−1] = in[0] and out[−2] = in[1], as in numpy's pad mode "symmetric". An image thinner than its padding is
 * reflected repeatedly.
 *
 * @param low  voxels added before the image along (z, y, x)
 * @param high voxels added after the image along (z, y, x)
 */
public record Padding(Vec3 low, Vec3 high) implements Serializable {

    public static final Padding NONE = new Padding(Vec3.ZERO, Vec3.ZERO);

    /**
     * Returns the padding for which the valid output of a network is as large as its image: (f − 1)/2 voxels before and
     * f/2 voxels after the image for a field of view of f voxels.
     */
    public static Padding forFieldOfView(Vec3 fieldOfView) {
        return new Padding(fieldOfView.minus(1).floorDiv(2), fieldOfView.floorDiv(2));
    }

    /** Returns the size of the padded image. */
    public Vec3 paddedSize(Vec3 image) {
        return image.plus(low).plus(high);
    }

    /**
     * Returns the voxel at a position of an infinitely reflected line.
     *
     * @param i position, 0 at the first voxel of the line; may be negative or exceed the line
     * @param n length of the line in voxels
     */
    public static int reflect(int i, int n) {
        long phase = Math.floorMod((long) i, 2L * n);
        return (int) (phase < n ? phase : 2L * n - 1 - phase);
    }
}
