package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;

/**
 * Tiles of maps, from and to the corner of an image that is transformed.
 *
 * @param samples of the maps
 * @param tiling  whose tiles these are
 * @param <A>     {@code float[]} or {@code double[]}
 */
record TileCopy<A>(Samples<A> samples, Tiling tiling) {

    /** So much of the tile becomes the corner of an image that is 0 elsewhere. */
    void load(Maps<A> from, int map, int tile, Vec3 extent, double[] image, int at) {
        Arrays.fill(image, at, at + tiling.spectrum(), 0);
        Vec3 corner = tiling.corner(tile);
        Vec3 step = tiling.dilation();
        for (int z = 0; z < extent.z(); z++) {
            for (int y = 0; y < extent.y(); y++) {
                int voxel = from.layout().index(map, corner.z() + z * step.z(), corner.y() + y * step.y(), corner.x());
                samples.load(from.data(), voxel, step.x(), image, row(at, z, y), extent.x());
            }
        }
    }

    /** The corner of an image becomes so much of the tile, or is added to it. */
    void store(double[] image, int at, Maps<A> to, int map, int tile, Vec3 extent, boolean add) {
        Vec3 corner = tiling.corner(tile);
        Vec3 step = tiling.dilation();
        for (int z = 0; z < extent.z(); z++) {
            for (int y = 0; y < extent.y(); y++) {
                int voxel = to.layout().index(map, corner.z() + z * step.z(), corner.y() + y * step.y(), corner.x());
                samples.store(image, row(at, z, y), to.data(), voxel, step.x(), extent.x(), add);
            }
        }
    }

    private int row(int at, int z, int y) {
        return at + (z * tiling.y().size() + y) * (tiling.x().size() + 2);
    }
}
