package org.znn.worker.convolution;

import java.util.Arrays;
import org.znn.common.geometry.Vec3;
import org.znn.worker.parallel.ThreadTeam;

/** A copy of maps with a cache line of zeros before and behind every row, for vectors that begin or end there. */
final class ZeroMargin {

    /** Zeros before a row; those behind it are the zeros before the next. */
    static final int WIDTH = 16;

    private ZeroMargin() {
    }

    /** The layout of the copy: voxel x of the maps lies at x + {@link #WIDTH}. */
    static MapsLayout layout(int channels, Vec3 size) {
        return MapsLayout.of(channels, size.with(2, Math.addExact(size.x(), WIDTH)));
    }

    /** Copies all maps; all that lies between and around them is zero. */
    static void copy(Maps<float[]> from, Maps<float[]> to, ThreadTeam team) {
        MapsLayout layout = to.layout();
        int sections = layout.size().z();
        team.run(layout.channels() * sections, part -> {
            int channel = part / sections;
            int z = part % sections;
            section(from, to, channel, z);
            int end = layout.index(channel, z, layout.size().y(), 0);
            int next = z + 1 < sections ? layout.index(channel, z + 1, 0, 0)
                    : channel + 1 < layout.channels() ? layout.index(channel + 1, 0, 0, 0) : layout.length();
            Arrays.fill(to.data(), end, next, 0);
        });
    }

    private static void section(Maps<float[]> from, Maps<float[]> to, int channel, int z) {
        Vec3 size = from.layout().size();
        int pitch = to.layout().rowPitch();
        for (int y = 0; y < size.y(); y++) {
            int row = to.layout().index(channel, z, y, 0);
            Arrays.fill(to.data(), row, row + WIDTH, 0);
            System.arraycopy(from.data(), from.layout().index(channel, z, y, 0), to.data(), row + WIDTH, size.x());
            Arrays.fill(to.data(), row + WIDTH + size.x(), row + pitch, 0);
        }
    }
}
