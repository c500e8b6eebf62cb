package org.znn.worker.convolution.fft.plain;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;

/**
 * Boxes of maps, from and to the corner of an image that is transformed.
 *
 * @param samples of the maps
 * @param size    of the image, an even number of voxels along x
 * @param <A>     {@code float[]} or {@code double[]}
 */
record TileCopy<A>(Samples<A> samples, Vec3 size) {

    /** The box becomes the corner of an image that is 0 elsewhere. */
    void load(Maps<A> from, int map, Vec3 corner, Vec3 extent, double[] image, int at) {
        Arrays.fill(image, at, at + RealTransform.length(size), 0);
        for (int z = 0; z < extent.z(); z++) {
            for (int y = 0; y < extent.y(); y++) {
                int voxel = from.layout().index(map, corner.z() + z, corner.y() + y, corner.x());
                samples.load(from.data(), voxel, image, row(at, z, y), extent.x());
            }
        }
    }

    /** The corner of an image becomes the box, or is added to it. */
    void store(double[] image, int at, Maps<A> to, int map, Vec3 corner, Vec3 extent, boolean add) {
        for (int z = 0; z < extent.z(); z++) {
            for (int y = 0; y < extent.y(); y++) {
                int voxel = to.layout().index(map, corner.z() + z, corner.y() + y, corner.x());
                samples.store(image, row(at, z, y), to.data(), voxel, extent.x(), add);
            }
        }
    }

    private int row(int at, int z, int y) {
        return at + (z * size.y() + y) * (size.x() + 2);
    }
}
