package org.znn.worker.layer;

import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.GradientRowOps;

/** Distributes the rows of feature maps over the threads of a team, in parts large enough to amortise the overhead. */
final class ParallelRows {

    private static final int ELEMENTS_PER_PART = 1 << 15;

    /** Operation on the rows from {@code firstRow} to {@code endRow}, exclusive, of a section of a map. */
    interface Band {
        void apply(int channel, int z, int firstRow, int endRow);
    }

    /** Operation on a section of a map. */
    interface Section {
        void apply(int channel, int z);
    }

    private ParallelRows() {
    }

    /** Applies an operation to bands of rows that together cover every row of every map exactly once. */
    static void forEach(FeatureMapLayout layout, ForkJoinTeam team, Band band) {
        Vec3 size = layout.size();
        int rows = Math.max(1, Math.min(size.y(), ELEMENTS_PER_PART / layout.rowPitch()));
        int bands = IntMath.ceilDiv(size.y(), rows);
        if (bands > 1) {
            team.parallelFor(layout.channels() * size.z() * bands, part -> {
                int section = part / bands;
                int first = part % bands * rows;
                band.apply(section / size.z(), section % size.z(), first, Math.min(size.y(), first + rows));
            });
            return;
        }
        forEachSection(layout, team, (c, z) -> band.apply(c, z, 0, size.y()));
    }

    /** Applies an operation once to every section of every map. */
    static void forEachSection(FeatureMapLayout layout, ForkJoinTeam team, Section section) {
        int depth = layout.size().z();
        int sections = layout.channels() * depth;
        int sectionsPerPart = Math.max(1, ELEMENTS_PER_PART / (layout.size().y() * layout.rowPitch()));
        team.parallelFor(IntMath.ceilDiv(sections, sectionsPerPart), part -> {
            for (int s = part * sectionsPerPart; s < Math.min(sections, (part + 1) * sectionsPerPart); s++) {
                section.apply(s / depth, s % depth);
            }
        });
    }

    /** Fills sections {@code firstSection} to {@code endSection}, exclusive, of a map with zeros. */
    static <A> void zero(FeatureMaps<A> maps, int channel, int firstSection, int endSection, GradientRowOps<A> rowOps) {
        Vec3 size = maps.layout().size();
        for (int z = firstSection; z < endSection; z++) {
            for (int y = 0; y < size.y(); y++) {
                rowOps.zero(maps.data(), maps.layout().index(channel, z, y, 0), size.x());
            }
        }
    }
}
