package org.znn.common.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.volume.storage.Storages;

/** Suggests a fix for a path at which no file exists. */
public final class MissingFile {

    private static final int MAX_SIBLINGS = 10_000;

    private MissingFile() {
    }

    /**
     * Names a mistake of spelling, or the most similar file of the same folder. If the folder does not exist either,
     * corrects the names of folders first, so that a mistyped folder leads to the file in it.
     */
    public static String remedy(Path file) {
        return PathSpelling.remedy(file.toString()).orElseGet(() -> similarFile(file));
    }

    private static String similarFile(Path file) {
        if (Files.isSymbolicLink(file)) {
            return "it is a link to " + target(file) + ", which does not exist";
        }
        Path missing = file.toAbsolutePath().normalize();
        Path folder = missing.getParent();
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return "the folder " + folder + " does not exist either";
        }
        if (!Files.isDirectory(existing)) {
            return existing + " is a file, not a folder; a dataset in it is written " + existing.getFileName() + ":/"
                    + existing.relativize(missing);
        }
        Path rest = existing.relativize(missing);
        if (existing.equals(folder)) {
            return Suggestion.didYouMean(rest.toString(), names(folder, path -> true), "check the path");
        }
        return "the folder " + folder + " does not exist either" + nearest(existing, rest)
                .map(path -> "; did you mean '" + path + "'?").orElse("");
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "another file";
        }
    }

    /** Same as {@link #remedy(Path)} for a file on any file system; on remote ones, folders are not corrected. */
    public static String remedy(String file, Storages storages) {
        if (!Storages.isRemote(file)) {
            return remedy(Path.of(file));
        }
        int name = file.lastIndexOf('/') + 1;
        try {
            List<String> siblings = storages.of(file).list(file.substring(0, name));
            return Suggestion.didYouMean(file.substring(name), siblings.stream().limit(MAX_SIBLINGS).toList(),
                    "check the path");
        } catch (IOException e) {
            return "check the path";
        }
    }

    /** Corrects a path within a folder, name by name; empty if its first folder resembles none that exists. */
    private static Optional<Path> nearest(Path folder, Path path) {
        Path at = folder;
        for (int i = 0; i < path.getNameCount(); i++) {
            boolean isLast = i == path.getNameCount() - 1;
            Optional<Path> next = nearestName(at, path.getName(i).toString(), isLast);
            if (next.isEmpty()) {
                return Optional.of(at).filter(found -> !found.equals(folder)).map(folder::relativize);
            }
            at = next.get();
        }
        return Optional.of(folder.relativize(at));
    }

    private static Optional<Path> nearestName(Path folder, String name, boolean isFile) {
        Path same = folder.resolve(name);
        Predicate<Path> kind = isFile ? path -> true : Files::isDirectory;
        return Files.exists(same) && kind.test(same) ? Optional.of(same)
                : Suggestion.nearest(name, names(folder, kind)).map(folder::resolve);
    }

    private static List<String> names(Path folder, Predicate<Path> kind) {
        try (Stream<Path> siblings = Files.list(folder)) {
            return siblings.limit(MAX_SIBLINGS).filter(kind).map(p -> p.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
