package org.znn.common.sample.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.znn.common.geometry.Box;
import org.znn.common.problem.Problems;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** Reads what volume files say of themselves. */
final class FileHeaders {

    private final Storages storages;
    private final Problems problems;

    FileHeaders(Storages storages, Problems problems) {
        this.storages = storages;
        this.problems = problems;
    }

    /**
     * Those of the files that can be opened, each as a whole.
     *
     * @param ids   whether they are opened as volumes of ids
     * @param where {@code file:line} that names them, told with those that cannot be opened
     */
    List<VolumePart> open(List<String> files, boolean ids, String where) {
        List<VolumePart> parts = new ArrayList<>();
        for (String path : files) {
            try (VolumeReader reader =
                    ids ? VolumeReaders.openIds(path, storages) : VolumeReaders.open(path, storages)) {
                VolumeInfo info = reader.info();
                parts.add(new VolumePart(path, ids, info.channels(), info.type(), Box.ofSize(info.size())));
            } catch (VolumeException e) {
                problems.error(where, e.getMessage(), "");
            } catch (IOException e) {
                problems.error(where, path + " cannot be read: " + e.getMessage(), "");
            }
        }
        return parts;
    }
}
