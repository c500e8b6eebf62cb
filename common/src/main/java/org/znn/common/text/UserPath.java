package org.znn.common.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths as users write them in files: {@code ~} is the home folder, relative ones are taken from the current folder
 * and, where they lead nowhere from there, from the folder of the file they stand in. {@code hdfs://…} and the like
 * stay.
 */
public final class UserPath {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*|file:/.*", Pattern.DOTALL);
    /** A dataset inside an HDF5 file, written behind it. */
    private static final Pattern DATASET = Pattern.compile("(?i)(?<=\\.(h5|hdf5|hdf|he5)):/.*");

    private final Path current;
    private final Optional<Path> folder;

    private UserPath(Path current, Optional<Path> folder) {
        this.current = current;
        this.folder = folder;
    }

    /** For paths that stand in a file; any name of no file, such as that of an option, adds no folder. */
    public static UserPath in(String file) {
        return in(file, Path.of(""));
    }

    /** As {@link #in(String)}, from another current folder. */
    static UserPath in(String file, Path current) {
        try {
            return new UserPath(current, Optional.ofNullable(Path.of(file).toAbsolutePath().getParent()));
        } catch (InvalidPathException e) {
            return new UserPath(current, Optional.empty());
        }
    }

    /** Whether a path names a file system of its own, as {@code hdfs://host/file} does. */
    public static boolean isUri(String path) {
        return URI.matcher(path).matches();
    }

    /** Where a file to be read is; where it is in neither folder, the place beside the file that names it. */
    public String existing(String text) {
        return find(text, false);
    }

    /** Where a file to be written goes: into the first folder in which that of the path itself exists. */
    public String target(String text) {
        return find(text, true);
    }

    /** The same path for a process in another folder: URIs and absolute paths as they are. */
    public static String absolute(String path) {
        return isUri(path) ? path : Path.of(path).toAbsolutePath().normalize().toString();
    }

    private String find(String text, boolean parent) {
        if (isUri(text)) {
            return text;
        }
        try {
            String expanded = text.equals("~") || text.startsWith("~/")
                    ? System.getProperty("user.home") + text.substring(1) : text;
            Path here = current.resolve(expanded);
            Path beside = folder.map(f -> f.resolve(expanded)).orElse(here);
            boolean stay = parent ? hasFolder(here) || !hasFolder(beside) : fileExists(here);
            return (stay ? here : beside).normalize().toString();
        } catch (InvalidPathException e) {
            return text;
        }
    }

    private static boolean fileExists(Path path) {
        return Files.exists(Path.of(DATASET.matcher(path.toString()).replaceFirst("")));
    }

    private static boolean hasFolder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent != null && Files.exists(parent);
    }
}
