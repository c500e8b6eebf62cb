package org.znn.common.volume.file;

import java.io.IOException;
import org.znn.common.text.MissingFile;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.Storages;

/** Describes a path at which there is no volume. */
final class MissingVolume {

    private static final String UNKNOWN = "check the path";

    private MissingVolume() {
    }

    static VolumeException describe(String path, Storages storages) throws IOException {
        int colon = path.lastIndexOf(':');
        String remedy = colon > path.lastIndexOf('/') && storages.of(path).exists(path.substring(0, colon))
                ? "a dataset is written with a slash: " + path.substring(0, colon) + ":/" + path.substring(colon + 1)
                : MissingFile.remedy(path, storages);
        return new VolumeException(path + ": there is no such file" + (remedy.equals(UNKNOWN) ? "" : "; " + remedy));
    }
}
