package org.znn.common.sample;

import java.io.Serializable;
import org.znn.common.geometry.Vec3;

/**
 * Voxels added around an image by reflection at its faces (ZNN-SEMANTICS, boundary mirror): the edge voxel is
 * repeated, out[−1] = in[0], out[−2] = in[1], as numpy's pad mode "symmetric". An image thinner than its padding is
 * reflected to and fro.
 *
 * @param low  before the image along (z, y, x)
 * @param high behind it
 */
public record Padding(Vec3 low, Vec3 high) implements Serializable {

    public static final Padding NONE = new Padding(Vec3.ZERO, Vec3.ZERO);

    /** What a field of view needs so that the valid output is as large as the image: (f − 1)/2 before, f/2 behind. */
    public static Padding forFieldOfView(Vec3 fieldOfView) {
        return new Padding(fieldOfView.minus(1).floorDiv(2), fieldOfView.floorDiv(2));
    }

    /** Size of the padded image. */
    public Vec3 paddedSize(Vec3 image) {
        return image.plus(low).plus(high);
    }

    /** The voxel of an axis of n voxels that stands at position i of the unpadded line reflected without end. */
    public static int reflect(int i, int n) {
        long turn = Math.floorMod((long) i, 2L * n);
        return (int) (turn < n ? turn : 2L * n - 1 - turn);
    }
}
