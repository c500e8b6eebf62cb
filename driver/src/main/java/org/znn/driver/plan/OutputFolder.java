package org.znn.driver.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;

/** The local folder that files with a common path prefix are written to; it is created when the first file is. */
public final class OutputFolder {

    private static final int MAX_QUOTED = 100;

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
            Optional<String> reason = obstacle(nearest);
            reason.ifPresent(r -> diagnostics.error(location, "the folder " + folder + " cannot be written: " + r,
                    remedy));
            return reason.isPresent() ? Optional.empty() : Optional.of(nearest);
        } catch (InvalidPathException e) {
            diagnostics.error(location, "'" + Diagnostic.abbreviate(prefix, MAX_QUOTED) + "' is not a path", remedy);
        }
        return Optional.empty();
    }

    /** Says why files cannot be created in an existing folder; empty if they can. */
    private static Optional<String> obstacle(Path nearest) {
        if (!Files.isDirectory(nearest)) {
            return Optional.of(nearest + " is a file");
        }
        // New files need the permission to write into the folder and to enter it.
        if (Files.isWritable(nearest) && Files.isExecutable(nearest)) {
            return Optional.empty();
        }
        return Optional.of(nearest + (isReadOnly(nearest) ? " lies on a file system that is mounted read-only"
                : " is read-only"));
    }

    private static boolean isReadOnly(Path folder) {
        try {
            return Files.getFileStore(folder).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }
}
