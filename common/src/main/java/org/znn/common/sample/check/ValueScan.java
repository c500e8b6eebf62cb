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
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.SectionScan;
import org.znn.common.sample.SectionStatistics;
import org.znn.common.volume.Precision;
import org.znn.common.volume.ReadTiling;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Scans the values of volumes, a few million voxels at a time: computes the statistics for preprocessing and finds NaN
 * and infinite values. Each image is scanned once per preprocessing.
 */
final class ValueScan {

    private final Storages storages;
    private final Diagnostics diagnostics;
    private final Map<Object, Optional<Normalization>> normalizations = new HashMap<>();

    ValueScan(Storages storages, Diagnostics diagnostics) {
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /** Returns the normalization of an image; empty if its values are invalid, which is reported. */
    Optional<Normalization> normalization(DataSection section, ImageSpec image) {
        return normalizations.computeIfAbsent(List.of(section.parts(), image.preprocessing()),
                key -> scan(section, image));
    }

    /** Checks that all values of a volume are finite, and reports the first one that is not. */
    boolean checkFinite(VolumePart part, String location, String remedy) {
        if (part.type().isInteger()) {
            return true;
        }
        try (VolumeReader reader = part.open(storages)) {
            for (Box block : ReadTiling.of(part.channels(), part.box().size())) {
                Optional<Vec3> voxel = firstNonFinite(reader.read(block, Precision.FLOAT64));
                if (voxel.isPresent()) {
                    diagnostics.error(location, part.path() + " contains NaN or infinity at z,y,x = "
                            + voxel.get().plus(block.start()).plus(part.box().start()), remedy);
                    return false;
                }
            }
            return true;
        } catch (VolumeException | IOException e) {
            diagnostics.error(location, describe(part.path(), e), "");
            return false;
        }
    }

    private Optional<Normalization> scan(DataSection section, ImageSpec image) {
        int channelCount = section.parts().stream().mapToInt(VolumePart::channels).sum();
        List<Preprocessing> preprocessing = image.preprocessingPerChannel(channelCount);
        List<List<SectionStatistics>> channels = new ArrayList<>();
        for (VolumePart part : section.parts()) {
            List<Preprocessing> ofPart = preprocessing.subList(channels.size(), channels.size() + part.channels());
            if (!checkFinite(part, section.location(), "replace such voxels by a grey value")) {
                return Optional.empty();
            }
            if (ofPart.stream().anyMatch(Preprocessing::needsStatistics)) {
                try (VolumeReader reader = part.open(storages)) {
                    channels.addAll(SectionScan.scan(reader, 0, part.box().size().z()));
                } catch (VolumeException | IOException e) {
                    diagnostics.error(section.location(), describe(part.path(), e), "");
                    return Optional.empty();
                }
            } else {
                channels.addAll(Collections.nCopies(part.channels(), List.of()));
            }
        }
        return Optional.of(Normalization.of(preprocessing, channels));
    }

    private static Optional<Vec3> firstNonFinite(Volume values) {
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

    /** Describes a failure to read a file. */
    static String describe(String path, Exception e) {
        return e instanceof VolumeException ? e.getMessage() : path + " cannot be read: " + e.getMessage();
    }
}
