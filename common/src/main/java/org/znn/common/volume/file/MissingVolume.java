package org.znn.common.volume.file;

import java.io.IOException;
import java.util.Optional;
import org.znn.common.text.MissingFile;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.Storages;

/** Describes a path at which there is no volume. */
final class MissingVolume {

    private static final String UNKNOWN = "check the path";

    private MissingVolume() {
    }

    static VolumeException describe(String path, Storages storages) throws IOException {
        String remedy = withSlash(path, storages).map(right -> "a dataset is written with a slash: " + right)
                .orElseGet(() -> MissingFile.remedy(path, storages));
        return new VolumeException(path + ": there is no such file" + (remedy.equals(UNKNOWN) ? "" : "; " + remedy));
    }

    /** Inserts a slash behind the colon that separates an existing file or folder from a dataset. */
    static Optional<String> withSlash(String path, Storages storages) throws IOException {
        int start = pathStart(path);
        for (int colon = path.lastIndexOf(':'); colon > start; colon = path.lastIndexOf(':', colon - 1)) {
            String file = path.substring(0, colon);
            if (colon + 1 < path.length() && storages.of(path).exists(file)) {
                return Optional.of(file + ":/" + path.substring(colon + 1));
            }
        }
        return Optional.empty();
    }

    /** Returns the index after the scheme, host and port of a URI, whose colons do not separate a dataset. */
    private static int pathStart(String path) {
        if (!Storages.isRemote(path)) {
            return 0;
        }
        int scheme = path.indexOf("://");
        int slash = path.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        return slash < 0 ? path.length() : slash;
    }
}
