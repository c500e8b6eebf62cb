package org.znn.common.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Suggestion;

/** Suggests a fix for a path at which no file exists. */
public final class MissingFile {

    private static final int MAX_SIBLINGS = 10_000;

    private MissingFile() {
    }

    /** Names the most similar file of the same folder, or states that the folder does not exist either. */
    public static String remedy(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "the folder " + folder + " does not exist either";
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names = siblings.limit(MAX_SIBLINGS).map(p -> p.getFileName().toString()).toList();
            return Suggestion.didYouMean(file.getFileName().toString(), names, "check the path");
        } catch (IOException e) {
            return "check the path";
        }
    }
}
