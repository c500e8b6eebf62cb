package org.znn.worker.layer;

import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;

/** Copies patches into the padded rows of feature maps and back. */
public final class PatchCopy {

    private PatchCopy() {
    }

    /** Copies a patch into maps of the same size and precision. */
    public static void load(Volume patch, FeatureMaps<?> maps, ForkJoinTeam team) {
        FeatureMapLayout layout = maps.layout();
        Object elements = elements(patch);
        ParallelRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                System.arraycopy(elements, patch.index(c, z, y, 0), maps.data(), layout.index(c, z, y, 0),
                        layout.size().x());
            }
        });
    }

    /** Copies maps into a patch of the same size and precision. */
    public static void store(FeatureMaps<?> maps, Volume patch, ForkJoinTeam team) {
        FeatureMapLayout layout = maps.layout();
        Object elements = elements(patch);
        ParallelRows.forEach(layout, team, (c, z, first, end) -> {
            for (int y = first; y < end; y++) {
                System.arraycopy(maps.data(), layout.index(c, z, y, 0), elements, patch.index(c, z, y, 0),
                        layout.size().x());
            }
        });
    }

    private static Object elements(Volume volume) {
        return volume instanceof FloatVolume floats ? floats.data() : ((DoubleVolume) volume).data();
    }
}
