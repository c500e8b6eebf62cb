package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.znn.common.volume.hdf5.metadata.DatasetHeader;
import org.znn.common.volume.identity.RecordingStorage;

/** Opens the datasets that a virtual dataset shows. */
final class VirtualSources {

    private static final int MAX_BLOCKS = 100_000;

    private final LinkedFiles files;
    private final OpenFile file;

    VirtualSources(LinkedFiles files, OpenFile file) {
        this.files = files;
        this.file = file;
    }

    /** Opens the dataset of a mapping; empty if its file or the dataset does not exist. */
    Optional<StoredDataset> open(VirtualMapping mapping) throws IOException {
        Optional<String> path = mapping.file().equals(".") ? Optional.of(file.name())
                : files.find(mapping.file(), file);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return files.dataset(path.get(), mapping.dataset(), opened -> {
            Optional<ObjectPath> found = ObjectPath.find(files, opened, mapping.dataset());
            Optional<DatasetHeader> header = found.isPresent() ? DatasetHeader.of(found.get().object())
                    : Optional.empty();
            return header.isPresent() ? Optional.of(DatasetOpener.open(files, found.get().file(), header.get()))
                    : Optional.empty();
        });
    }

    /**
     * Opens the datasets of all parts, with the files to which they lead in turn, if the files of the volume are being
     * recorded; otherwise each is opened when it is first read.
     */
    void openIfRecorded(List<VirtualMapping> mappings) throws IOException {
        Optional<RecordingStorage> recording = files.recording();
        if (recording.isEmpty()) {
            return;
        }
        Set<List<String>> opened = new HashSet<>();
        for (VirtualMapping mapping : mappings) {
            if (!mapping.isNumbered() && opened.add(List.of(mapping.file(), mapping.dataset()))) {
                if (opened.size() > RecordingStorage.MAX_FILES) {
                    recording.get().leaveIncomplete();
                    return;
                }
                open(mapping);
            }
        }
    }

    /** Returns the elements of a growing part that exist now. */
    Selection limited(VirtualMapping mapping) throws IOException {
        if (!mapping.isNumbered()) {
            Optional<StoredDataset> source = open(mapping);
            return source.isPresent() ? mapping.limitedTo(source.get().shape()).target()
                    : ((Hyperslab) mapping.target()).withLength(mapping.unlimitedTarget(), 0);
        }
        Hyperslab target = (Hyperslab) mapping.target();
        int axis = target.unlimitedAxis();
        int blocks = 0;
        while (blocks < MAX_BLOCKS && open(mapping.ofBlock(blocks)).isPresent()) {
            blocks++;
        }
        return target.withLength(axis, blocks * target.block()[axis]);
    }
}
