package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.CacheLine;

/**
 * Zero-padded copy of feature maps: a given number of zero sections and rows on each side, and a cache line of zeros
 * before every row for vectors that extend past its ends; the zeros after a row are also the zeros before the next row.
 *
 * @param layout layout of the copy
 * @param origin voxel of the copy that holds voxel (0, 0, 0) of the maps
 */
record ZeroPadding(FeatureMapLayout layout, Vec3 origin) {

    /**
     * Returns the padding for maps of a size (z, y, x). Padding along x is always one cache line.
     *
     * @param paddingBefore zero sections and rows before the maps (z, y, 0)
     * @param paddingAfter  zero sections and rows past the maps (z, y, 0)
     */
    static ZeroPadding of(int channels, Vec3 size, Vec3 paddingBefore, Vec3 paddingAfter) {
        Vec3 padded = size.plus(paddingBefore).plus(paddingAfter).with(2, Math.addExact(size.x(), CacheLine.FLOATS));
        return new ZeroPadding(FeatureMapLayout.of(channels, padded), paddingBefore.with(2, CacheLine.FLOATS));
    }

    /** Returns the index in the copy of a voxel of the maps. */
    int index(int channel, int z, int y, int x) {
        return layout.index(channel, z + origin.z(), y + origin.y(), x + origin.x());
    }

    /** Copies all maps and fills everything around them with zeros. */
    void copy(FeatureMaps<float[]> maps, float[] to, ForkJoinTeam team) {
        int sections = layout.size().z();
        team.parallelFor(layout.channels() * sections, part -> {
            int channel = part / sections;
            int z = part % sections;
            int next = z + 1 < sections ? layout.index(channel, z + 1, 0, 0)
                    : channel + 1 < layout.channels() ? layout.index(channel + 1, 0, 0, 0) : layout.length();
            fillSection(maps, channel, z - origin.z(), to, layout.index(channel, z, 0, 0), next);
        });
    }

    /** Fills the copy from {@code begin} to {@code end} with zeros and, if section z exists, with its rows. */
    private void fillSection(FeatureMaps<float[]> maps, int channel, int z, float[] to, int begin, int end) {
        Vec3 size = maps.layout().size();
        int filled = begin;
        if (z >= 0 && z < size.z()) {
            for (int y = 0; y < size.y(); y++) {
                int row = index(channel, z, y, 0);
                Arrays.fill(to, filled, row, 0);
                System.arraycopy(maps.data(), maps.layout().index(channel, z, y, 0), to, row, size.x());
                filled = row + size.x();
            }
        }
        Arrays.fill(to, filled, end, 0);
    }
}
