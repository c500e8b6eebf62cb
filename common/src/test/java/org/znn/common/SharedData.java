package org.znn.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The folder {@code shared} beside the checkout, which holds networks, volumes and golden answers. */
public final class SharedData {

    private SharedData() {
    }

    /** A file or folder in {@code shared}; the test that asks for it is skipped where it is not there. */
    public static Path path(String relative) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve(relative);
            if (Files.isDirectory(at.resolve("common")) && Files.exists(candidate)) {
                return candidate;
            }
        }
        return Assumptions.abort("needs '" + relative + "' in the folder 'shared' beside the checkout");
    }

    /** All files below a folder of {@code shared} whose path ends so, sorted. */
    public static List<Path> files(String folder, String ending) {
        try (Stream<Path> all = Files.walk(path(folder), FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(p -> p.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
