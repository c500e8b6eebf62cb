package org.znn.common.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.text.MissingFile;
import org.znn.common.text.UserPath;
import org.znn.common.volume.file.VolumePath;

/** Reports the files of images and labels that do not exist, each once. */
final class DataFiles {

    private final Diagnostics diagnostics;
    private final Set<String> checkedLists = new HashSet<>();

    DataFiles(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void check(ImageSpec image) {
        check(image.filesLocation(), "fnames of [image" + image.number() + "]", image.files());
    }

    void check(LabelSpec label) {
        check(label.filesLocation(), "fnames of [label" + label.number() + "]", label.files());
        check(label.masksLocation(), "fmasks of [label" + label.number() + "]", label.masks());
    }

    private void check(String location, String list, List<String> files) {
        if (checkedLists.add(list)) {
            files.stream().filter(f -> !mayExist(f)).map(f -> VolumePath.parse(f).file()).forEach(f ->
                    diagnostics.error(location, "the file " + f + " in " + list + " does not exist",
                            MissingFile.remedy(Path.of(f))));
        }
    }

    /** Whether a file exists; true as well for URIs, patterns and invalid paths, which the reader reports. */
    private static boolean mayExist(String file) {
        return UserPath.isUri(file) || UserPath.isPattern(file) || UserPath.exists(file) || file.indexOf('\0') >= 0;
    }
}
