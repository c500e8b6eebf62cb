package org.znn.common.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.znn.common.problem.Suggestion;

/** What to say of a file that is not there. */
public final class MissingFile {

    private static final int MOST_LOOKED_AT = 10_000;

    private MissingFile() {
    }

    /** Names the file of the folder that was probably meant, or the folder where it does not exist either. */
    public static String remedy(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "the folder " + folder + " does not exist either";
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names = siblings.limit(MOST_LOOKED_AT).map(p -> p.getFileName().toString()).toList();
            return Suggestion.nearest(file.getFileName().toString(), names).map(n -> "did you mean '" + n + "'?")
                    .orElse("check the path");
        } catch (IOException e) {
            return "check the path";
        }
    }
}
