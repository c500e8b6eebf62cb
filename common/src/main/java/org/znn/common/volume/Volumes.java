package org.znn.common.volume;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Moves boxes of voxels between volumes in memory. */
public final class Volumes {

    private Volumes() {
    }

    /**
     * Copies a box, all channels, row by row.
     *
     * @param from box within {@code source}
     * @param to   position of its first voxel in {@code target}
     */
    public static void copy(Volume source, Box from, Volume target, Vec3 to) {
        if (source.precision() != target.precision() || source.channels() != target.channels()) {
            throw new IllegalArgumentException("cannot copy " + source.channels() + " channels of "
                    + source.precision() + " into " + target.channels() + " of " + target.precision());
        }
        Vec3 size = from.size();
        for (int c = 0; c < source.channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    int at = source.index(c, from.start().z() + z, from.start().y() + y, from.start().x());
                    int into = target.index(c, to.z() + z, to.y() + y, to.x());
                    System.arraycopy(array(source), at, array(target), into, size.x());
                }
            }
        }
    }

    private static Object array(Volume volume) {
        return volume instanceof FloatVolume f ? f.data() : ((DoubleVolume) volume).data();
    }
}
