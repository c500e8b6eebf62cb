package org.znn.driver.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;

/** The local folder that files with a common path prefix are written to; it is created when the first file is. */
public final class OutputFolder {

    private OutputFolder() {
    }

    /**
     * Returns the nearest existing folder on the path of the output folder.
     *
     * @param location {@code file:line} that names the prefix
     * @param remedy   suggested fix
     * @return empty if files cannot be created there; the error is then reported
     */
    public static Optional<Path> nearestWritable(String location, String prefix, String remedy,
            Diagnostics diagnostics) {
        try {
            Path folder = Path.of(prefix + "_").toAbsolutePath().getParent();
            Path nearest = folder;
            while (!Files.exists(nearest)) {
                nearest = nearest.getParent();
            }
            if (Files.isDirectory(nearest) && Files.isWritable(nearest)) {
                return Optional.of(nearest);
            }
            diagnostics.error(location, "the folder " + folder + " cannot be written: " + nearest
                    + (Files.isDirectory(nearest) ? " is read-only" : " is a file"), remedy);
        } catch (InvalidPathException e) {
            diagnostics.error(location, "'" + prefix + "' is not a path", remedy);
        }
        return Optional.empty();
    }
}
