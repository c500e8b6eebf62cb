package org.znn.driver.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.znn.common.problem.Problems;

/** The folder on a local disk in which files of a prefix will be written; missing folders are made when they are. */
public final class TargetFolder {

    private TargetFolder() {
    }

    /**
     * The nearest folder above the files that exists; empty, and told, where they cannot be written there.
     *
     * @param where  {@code file:line} that names the prefix
     * @param remedy what to write instead
     */
    public static Optional<Path> check(String where, String prefix, String remedy, Problems problems) {
        try {
            Path folder = Path.of(prefix + "_").toAbsolutePath().getParent();
            Path nearest = folder;
            while (!Files.exists(nearest)) {
                nearest = nearest.getParent();
            }
            if (Files.isDirectory(nearest) && Files.isWritable(nearest)) {
                return Optional.of(nearest);
            }
            problems.error(where, "the folder " + folder + " cannot be written: " + nearest
                    + (Files.isDirectory(nearest) ? " is read-only" : " is a file"), remedy);
        } catch (InvalidPathException e) {
            problems.error(where, "'" + prefix + "' is not a path", remedy);
        }
        return Optional.empty();
    }
}
