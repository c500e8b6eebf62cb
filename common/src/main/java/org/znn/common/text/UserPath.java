package org.znn.common.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves paths written in configuration files: {@code ~} is the home folder; a relative path is resolved against the
 * working directory and, if nothing exists there, against the folder of the file that contains it. URIs such as
 * {@code hdfs://…} stay unchanged.
 */
public final class UserPath {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*|file:/.*", Pattern.DOTALL);
    /** Suffix that selects a dataset inside an HDF5 file, as in {@code file.h5:/main}. */
    private static final Pattern DATASET = Pattern.compile("(?i)(?<=\\.(h5|hdf5|hdf|he5)):/.*");

    private final Path workingDirectory;
    private final Optional<Path> fileFolder;

    private UserPath(Path workingDirectory, Optional<Path> fileFolder) {
        this.workingDirectory = workingDirectory;
        this.fileFolder = fileFolder;
    }

    /**
     * Creates a resolver for the paths written in a file.
     *
     * @param file the file that contains the paths, or the name of another source such as a command-line option
     */
    public static UserPath relativeTo(String file) {
        return relativeTo(file, Path.of(""));
    }

    /** Same as {@link #relativeTo(String)} with an explicit working directory. */
    static UserPath relativeTo(String file, Path workingDirectory) {
        try {
            return new UserPath(workingDirectory, Optional.ofNullable(Path.of(file).toAbsolutePath().getParent()));
        } catch (InvalidPathException e) {
            return new UserPath(workingDirectory, Optional.empty());
        }
    }

    /** Whether a path is a URI that names its file system, such as {@code hdfs://host/file}. */
    public static boolean isUri(String path) {
        return URI.matcher(path).matches();
    }

    /**
     * Resolves the path of an input file; if it exists in neither folder, the folder of the containing file is used.
     */
    public String resolveInput(String text) {
        return resolve(text, false);
    }

    /** Resolves the path of an output file against the first folder under which the path's own parent exists. */
    public String resolveOutput(String text) {
        return resolve(text, true);
    }

    /** Makes a path independent of the working directory; URIs stay unchanged. */
    public static String toAbsolute(String path) {
        return isUri(path) ? path : Path.of(path).toAbsolutePath().normalize().toString();
    }

    private String resolve(String text, boolean output) {
        if (isUri(text)) {
            return text;
        }
        try {
            String expanded = text.equals("~") || text.startsWith("~/")
                    ? System.getProperty("user.home") + text.substring(1) : text;
            Path here = workingDirectory.resolve(expanded);
            Path beside = fileFolder.map(f -> f.resolve(expanded)).orElse(here);
            boolean useHere = output ? hasFolder(here) || !hasFolder(beside) : fileExists(here);
            return (useHere ? here : beside).normalize().toString();
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
