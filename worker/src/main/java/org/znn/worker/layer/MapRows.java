package org.znn.worker.layer;

import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.Maps;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.GradientRows;

/** Shares out all rows of feature maps among the threads of a team, in parts large enough to be worth the call. */
final class MapRows {

    private static final int NUMBERS_A_PART = 1 << 15;

    /** What is done to the rows y from {@code first} to {@code end}, exclusive, of one section of one map. */
    interface Band {
        void apply(int channel, int z, int first, int end);
    }

    /** What is done to one section of one map. */
    interface Section {
        void apply(int channel, int z);
    }

    private MapRows() {
    }

    /** Calls {@code band} until every row of every map was in exactly one band. */
    static void forEach(MapsLayout layout, ThreadTeam team, Band band) {
        Vec3 size = layout.size();
        int rows = Math.max(1, Math.min(size.y(), NUMBERS_A_PART / layout.rowPitch()));
        int bands = (size.y() + rows - 1) / rows;
        if (bands > 1) {
            team.run(layout.channels() * size.z() * bands, part -> {
                int section = part / bands;
                int first = part % bands * rows;
                band.apply(section / size.z(), section % size.z(), first, Math.min(size.y(), first + rows));
            });
            return;
        }
        forEachSection(layout, team, (c, z) -> band.apply(c, z, 0, size.y()));
    }

    /** Calls {@code section} once for every section of every map. */
    static void forEachSection(MapsLayout layout, ThreadTeam team, Section section) {
        int depth = layout.size().z();
        int sections = layout.channels() * depth;
        int together = Math.max(1, NUMBERS_A_PART / (layout.size().y() * layout.rowPitch()));
        team.run((sections + together - 1) / together, part -> {
            for (int s = part * together; s < Math.min(sections, (part + 1) * together); s++) {
                section.apply(s / depth, s % depth);
            }
        });
    }

    /** Fills sections of a map with zeros. */
    static <A> void zero(Maps<A> maps, int channel, int first, int end, GradientRows<A> rows) {
        Vec3 size = maps.layout().size();
        for (int z = first; z < end; z++) {
            for (int y = 0; y < size.y(); y++) {
                rows.zero(maps.data(), maps.layout().index(channel, z, y, 0), size.x());
            }
        }
    }
}
