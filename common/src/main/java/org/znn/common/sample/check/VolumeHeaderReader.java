package org.znn.common.sample.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.file.VolumeHeader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/** Reads the headers of volume files; reports their notes as warnings, and files that cannot be opened as errors. */
final class VolumeHeaderReader {

    private final Storages storages;
    private final Diagnostics diagnostics;
    /** Notes that have been reported; the header of a file is read for each node that uses it. */
    private final Set<String> reported = new HashSet<>();

    private final Map<String, Calibration> calibrations = new HashMap<>();

    VolumeHeaderReader(Storages storages, Diagnostics diagnostics) {
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads the headers of the files that can be opened.
     *
     * @param files    paths of the files
     * @param asIds    whether the files are opened as volumes of ids
     * @param location {@code file:line} that names the files, for error messages
     * @return one part per readable file, covering the whole volume
     */
    List<VolumePart> read(List<String> files, boolean asIds, String location) {
        List<VolumePart> parts = new ArrayList<>();
        for (String path : files) {
            try {
                VolumeHeader header = VolumeHeader.read(path, asIds, storages);
                VolumeInfo info = header.info();
                info.notes().stream().filter(note -> reported.add(path + note)).forEach(note ->
                        diagnostics.warn(location, path + ": " + note, ""));
                info.calibration().ifPresent(calibration -> calibrations.put(path, calibration));
                parts.add(VolumePart.of(path, asIds, header));
            } catch (VolumeException e) {
                diagnostics.error(location, e.getMessage(), "");
            }
        }
        return parts;
    }

    /** Returns the calibration of a file whose header was read; empty if the file states none. */
    Optional<Calibration> calibration(String path) {
        return Optional.ofNullable(calibrations.get(path));
    }
}
