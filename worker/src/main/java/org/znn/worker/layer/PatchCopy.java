package org.znn.worker.layer;

import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/** The way of a patch into the padded rows of feature maps, and out again. */
public final class PatchCopy {

    private PatchCopy() {
    }

    /** Copies a patch into maps of its size and precision. */
    public static void in(Volume patch, Maps<?> maps, ThreadTeam team) {
        MapsLayout layout = maps.layout();
        Object numbers = numbers(patch);
        MapRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                System.arraycopy(numbers, patch.index(c, z, y, 0), maps.data(), layout.index(c, z, y, 0),
                        layout.size().x());
            }
        });
    }

    /** Copies maps into a patch of their size and precision. */
    public static void out(Maps<?> maps, Volume patch, ThreadTeam team) {
        MapsLayout layout = maps.layout();
        Object numbers = numbers(patch);
        MapRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                System.arraycopy(maps.data(), layout.index(c, z, y, 0), numbers, patch.index(c, z, y, 0),
                        layout.size().x());
            }
        });
    }

    private static Object numbers(Volume volume) {
        return volume instanceof FloatVolume floats ? floats.data() : ((DoubleVolume) volume).data();
    }
}
