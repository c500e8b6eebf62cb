package org.znn.common.volume.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates local temporary files, which disappear with the process at the latest. */
public final class TemporaryFile {

    private TemporaryFile() {
    }

    /**
     * Creates an empty file in the folder of temporary files, which only this user may read. The caller deletes it; if
     * a signal ends the process first, the JVM does.
     *
     * @param suffix end of the name, such as {@code .h5}
     */
    public static Path create(String suffix) throws IOException {
        Path file = Files.createTempFile("znn-", suffix);
        file.toFile().deleteOnExit();
        return file;
    }
}
