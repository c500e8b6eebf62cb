package org.znn.driver.forward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.plan.SamplePlan;

/** Tells which outputs of a job exist and which of them the job itself has written. Lists each folder once. */
final class ExistingOutputs {

    private final Storages storages;
    private final boolean tiff;
    private final Map<String, Set<String>> names = new HashMap<>();

    /**
     * Creates the view of the files at this moment.
     *
     * @param tiff whether the job writes TIFF stacks
     */
    ExistingOutputs(Storages storages, boolean tiff) {
        this.storages = storages;
        this.tiff = tiff;
    }

    /** Returns whether something has a path, be it a symbolic link that leads nowhere. */
    boolean contains(String path) throws IOException {
        String folder = PendingFile.folderOf(path);
        Set<String> found = names.get(folder);
        if (found == null) {
            found = new HashSet<>(storages.of(path).list(folder));
            names.put(folder, found);
        }
        return found.contains(PendingFile.nameOf(path));
    }

    /** Looks at the output files of a sample. */
    SampleOutputs inspect(SamplePlan sample, OutputMark mark) throws IOException {
        Set<String> own = new TreeSet<>();
        Map<String, String> blocks = new TreeMap<>();
        Map<String, List<String>> foreign = new LinkedHashMap<>();
        List<String> folders = new ArrayList<>();
        for (String path : OutputFiles.all(sample, tiff)) {
            if (!contains(path)) {
                continue;
            }
            Storage storage = storages.of(path);
            if (storage.isFolder(path)) {
                folders.add(path);
                continue;
            }
            String reason = path.endsWith(".h5") ? inspectVolume(path, mark, blocks) : inspectHead(path, mark);
            if (reason.isEmpty()) {
                own.add(path);
            } else {
                foreign.computeIfAbsent(reason, r -> new ArrayList<>()).add(path);
            }
        }
        return new SampleOutputs(own, blocks, foreign, folders);
    }

    /** Returns why a volume is not one of the job; an empty text if it is. */
    private String inspectVolume(String path, OutputMark mark, Map<String, String> blocks) throws IOException {
        OutputMark found;
        try (VolumeReader volume = VolumeReaders.open(path, storages)) {
            found = OutputMark.of(volume.info().attributes());
        } catch (VolumeException e) {
            return "not written by this job, or damaged";
        }
        if (found.job().equals(mark.job())) {
            blocks.put(path, found.blocks());
            return "";
        }
        List<String> differences = mark.differences(found);
        return found.job().isEmpty() ? "not written by this job"
                : "written by a different job" + (differences.isEmpty() ? ""
                : ", which differs in " + String.join(", ", differences));
    }

    private String inspectHead(String path, OutputMark mark) {
        try {
            return mark.isIn(storages.of(path), path) ? "" : "not written by this job";
        } catch (IOException e) {
            return "not written by this job, or damaged";
        }
    }
}
