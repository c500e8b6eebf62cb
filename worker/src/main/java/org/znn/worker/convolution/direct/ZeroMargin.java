package org.znn.worker.convolution.direct;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Copies maps with zeros around them: sections and rows as many as are asked for, and a cache line before and behind
 * every row, for vectors that begin or end there.
 *
 * @param layout of the copy
 * @param from   where voxel (0, 0, 0) of the maps lies in it
 */
record ZeroMargin(MapsLayout layout, Vec3 from) {

    /** Zeros before a row; those behind it are the zeros before the next. */
    private static final int WIDTH = 16;

    /** For maps of that size; the margins along x are always the same. */
    static ZeroMargin of(int channels, Vec3 size, Vec3 before, Vec3 after) {
        Vec3 padded = size.plus(before).plus(after).with(2, Math.addExact(size.x(), WIDTH));
        return new ZeroMargin(MapsLayout.of(channels, padded), before.with(2, WIDTH));
    }

    /** Index of a voxel of the maps in the copy. */
    int index(int channel, int z, int y, int x) {
        return layout.index(channel, z + from.z(), y + from.y(), x + from.x());
    }

    /** Copies all maps; all that lies between and around them is zero. */
    void copy(Maps<float[]> maps, float[] to, ThreadTeam team) {
        int sections = layout.size().z();
        team.run(layout.channels() * sections, part -> {
            int channel = part / sections;
            int z = part % sections;
            int next = z + 1 < sections ? layout.index(channel, z + 1, 0, 0)
                    : channel + 1 < layout.channels() ? layout.index(channel + 1, 0, 0, 0) : layout.length();
            section(maps, channel, z - from.z(), to, layout.index(channel, z, 0, 0), next);
        });
    }

    /** Fills the copy from an index to another: zeros, and the section's rows where there is such a section. */
    private void section(Maps<float[]> maps, int channel, int z, float[] to, int begin, int end) {
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
