package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;

/** Shares out all rows of feature maps among the threads of a team, in parts large enough to be worth the call. */
final class MapRows {

    private static final int NUMBERS_A_PART = 1 << 15;

    /** What is done to the rows y from {@code first} to {@code end}, exclusive, of one section of one map. */
    interface Band {
        void apply(int channel, int z, int first, int end);
    }

    private MapRows() {
    }

    /** Calls {@code band} until every row of every map was in exactly one band. */
    static void forEach(MapsLayout layout, ThreadTeam team, Band band) {
        Vec3 size = layout.size();
        int rows = Math.max(1, Math.min(size.y(), NUMBERS_A_PART / layout.rowPitch()));
        int bands = (size.y() + rows - 1) / rows;
        int sections = layout.channels() * size.z();
        int together = Math.max(1, NUMBERS_A_PART / (size.y() * layout.rowPitch()));
        if (bands > 1) {
            team.run(sections * bands, part -> {
                int section = part / bands;
                int first = part % bands * rows;
                band.apply(section / size.z(), section % size.z(), first, Math.min(size.y(), first + rows));
            });
            return;
        }
        team.run((sections + together - 1) / together, part -> {
            for (int s = part * together; s < Math.min(sections, (part + 1) * together); s++) {
                band.apply(s / size.z(), s % size.z(), 0, size.y());
            }
        });
    }
}
