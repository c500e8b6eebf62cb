package org.znn.worker.convolution.fft.reference;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMaps;

/**
 * Copies tiles of feature maps to and from the corner of an image to be transformed.
 *
 * @param access access to the voxels of the maps
 * @param tiling tiling that the tiles belong to
 * @param <A>    {@code float[]} or {@code double[]}
 */
record TileCopy<A>(VoxelAccess<A> access, Tiling tiling) {

    /** Copies {@code extent} voxels of a tile to the corner of an image, and 0 to the rest of the image. */
    void load(FeatureMaps<A> source, int map, int tile, Vec3 extent, double[] image, int offset) {
        Arrays.fill(image, offset, offset + tiling.spectrumLength(), 0);
        Vec3 start = tiling.start(tile);
        Vec3 step = tiling.dilation();
        for (int z = 0; z < extent.z(); z++) {
            for (int y = 0; y < extent.y(); y++) {
                int voxel = source.layout().index(map, start.z() + z * step.z(), start.y() + y * step.y(),
                        start.x());
                access.load(source.data(), voxel, step.x(), image, row(offset, z, y), extent.x());
            }
        }
    }

    /** Copies the corner of an image to {@code extent} voxels of a tile, or adds it to them. */
    void store(double[] image, int offset, FeatureMaps<A> target, int map, int tile, Vec3 extent, boolean accumulate) {
        Vec3 start = tiling.start(tile);
        Vec3 step = tiling.dilation();
        for (int z = 0; z < extent.z(); z++) {
            for (int y = 0; y < extent.y(); y++) {
                int voxel = target.layout().index(map, start.z() + z * step.z(), start.y() + y * step.y(),
                        start.x());
                access.store(image, row(offset, z, y), target.data(), voxel, step.x(), extent.x(), accumulate);
            }
        }
    }

    private int row(int offset, int z, int y) {
        return offset + (z * tiling.y().length() + y) * (tiling.x().length() + 2);
    }
}
