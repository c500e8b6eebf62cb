package org.znn.common.volume;

import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/** Copies voxels between volumes in memory. */
public final class Volumes {

    private Volumes() {
    }

    /**
     * Copies a box, all channels.
     *
     * @param from box within {@code source}
     * @param to   position in {@code target} of the first voxel of the box
     */
    public static void copy(Volume source, Box from, Volume target, Vec3 to) {
        if (source.precision() != target.precision() || source.channels() != target.channels()) {
            throw new IllegalArgumentException("cannot copy " + source.channels() + " channels of "
                    + source.precision() + " into " + target.channels() + " of " + target.precision());
        }
        for (int c = 0; c < source.channels(); c++) {
            copyRows(source, c, from, target, c, to);
        }
    }

    /** Copies a box of one channel to channel 0 of the target, starting at the target's first voxel. */
    public static void copyChannel(Volume source, int channel, Box from, Volume target) {
        copyRows(source, channel, from, target, 0, Vec3.ZERO);
    }

    private static void copyRows(Volume source, int channel, Box from, Volume target, int toChannel, Vec3 to) {
        for (int z = 0; z < from.size().z(); z++) {
            for (int y = 0; y < from.size().y(); y++) {
                int sourceIndex = source.index(channel, from.start().z() + z, from.start().y() + y, from.start().x());
                int targetIndex = target.index(toChannel, to.z() + z, to.y() + y, to.x());
                System.arraycopy(array(source), sourceIndex, array(target), targetIndex, from.size().x());
            }
        }
    }

    /** Copies all channels of a volume into a volume of the same size, starting at the given target channel. */
    public static void copyChannels(Volume source, Volume target, int firstChannel) {
        System.arraycopy(array(source), 0, array(target), target.index(firstChannel, 0, 0, 0),
                source.channels() * Math.toIntExact(source.size().product()));
    }

    private static Object array(Volume volume) {
        return volume instanceof FloatVolume f ? f.data() : ((DoubleVolume) volume).data();
    }
}
