package org.znn.common.sample.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.config.ImageSpec;
import org.znn.common.config.Preprocessing;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.SectionScan;
import org.znn.common.sample.SectionStatistics;
import org.znn.common.volume.Precision;
import org.znn.common.volume.ReadBlocks;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Reads volumes once, a few million voxels at a time, for what preprocessing needs and for numbers that are none. */
final class ValueScan {

    private final Storages storages;
    private final Problems problems;
    private final Map<Object, Optional<Normalization>> seen = new HashMap<>();

    ValueScan(Storages storages, Problems problems) {
        this.storages = storages;
        this.problems = problems;
    }

    /** The normalization of an image; empty, with the reason among the problems, where it cannot be. */
    Optional<Normalization> normalization(DataSection section, ImageSpec image) {
        return seen.computeIfAbsent(List.of(section.parts(), image.preprocessing()), key -> scan(section, image));
    }

    /** Whether all numbers of a float file are finite; a problem where not. */
    boolean isFinite(VolumePart part, String where, String remedy) {
        if (part.type().isInteger()) {
            return true;
        }
        try (VolumeReader reader = part.open(storages)) {
            for (Box block : ReadBlocks.of(part.channels(), part.box().size())) {
                Optional<Vec3> at = firstNotFinite(reader.read(block, Precision.FLOAT64));
                if (at.isPresent()) {
                    problems.error(where, part.path() + " holds NaN or infinity at z,y,x = "
                            + at.get().plus(block.start()).plus(part.box().start()), remedy);
                    return false;
                }
            }
            return true;
        } catch (VolumeException | IOException e) {
            problems.error(where, message(part, e), "");
            return false;
        }
    }

    private Optional<Normalization> scan(DataSection section, ImageSpec image) {
        int all = section.parts().stream().mapToInt(VolumePart::channels).sum();
        List<Preprocessing> each = image.preprocessingOf(all);
        List<List<SectionStatistics>> channels = new ArrayList<>();
        for (VolumePart part : section.parts()) {
            List<Preprocessing> own = each.subList(channels.size(), channels.size() + part.channels());
            if (!isFinite(part, section.where(), "replace such voxels by a grey value")) {
                return Optional.empty();
            }
            if (own.stream().anyMatch(Preprocessing::needsStatistics)) {
                try (VolumeReader reader = part.open(storages)) {
                    channels.addAll(SectionScan.scan(reader, 0, part.box().size().z()));
                } catch (VolumeException | IOException e) {
                    problems.error(section.where(), message(part, e), "");
                    return Optional.empty();
                }
            } else {
                channels.addAll(Collections.nCopies(part.channels(), List.of()));
            }
        }
        return Optional.of(Normalization.of(each, channels));
    }

    private static Optional<Vec3> firstNotFinite(Volume values) {
        Vec3 size = values.size();
        for (int c = 0; c < values.channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        if (!Double.isFinite(values.get(c, z, y, x))) {
                            return Optional.of(new Vec3(z, y, x));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    static String message(VolumePart part, Exception e) {
        return e instanceof VolumeException ? e.getMessage() : part.path() + " cannot be read: " + e.getMessage();
    }
}
