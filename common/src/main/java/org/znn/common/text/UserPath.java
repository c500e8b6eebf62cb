package org.znn.common.text;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves paths written in configuration files: {@code ~} is the home folder; a relative path is resolved against the
 * working directory and, if nothing exists there, against the folder of the file that contains it. URIs such as
 * {@code hdfs://…} stay unchanged.
 */
public final class UserPath {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*|file:/.*", Pattern.DOTALL);
    /** Suffix that selects a volume inside a file or folder, as in {@code file.h5:/main}. */
    private static final Pattern DATASET = Pattern.compile("(?<=.):/.*", Pattern.DOTALL);
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private final Path workingDirectory;
    private final Optional<Path> fileFolder;
    /** Folder of a containing file that is a URI, with a slash at its end. */
    private final Optional<String> remoteFolder;

    private UserPath(Path workingDirectory, Optional<Path> fileFolder, Optional<String> remoteFolder) {
        this.workingDirectory = workingDirectory;
        this.fileFolder = fileFolder;
        this.remoteFolder = remoteFolder;
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
        if (isUri(file)) {
            return new UserPath(workingDirectory, Optional.empty(),
                    Optional.of(file.substring(0, file.lastIndexOf('/') + 1)));
        }
        try {
            return new UserPath(workingDirectory, Optional.ofNullable(Path.of(file).toAbsolutePath().getParent()),
                    Optional.empty());
        } catch (InvalidPathException e) {
            return new UserPath(workingDirectory, Optional.empty(), Optional.empty());
        }
    }

    /** Whether a path is a URI that names its file system, such as {@code hdfs://host/file}. */
    public static boolean isUri(String path) {
        return URI.matcher(path).matches();
    }

    /** Whether a path is a pattern of file names, such as {@code sections/*.png}, unless a file has this very name. */
    public static boolean isPattern(String path) {
        return WILDCARD.matcher(path).find() && !exists(path);
    }

    /**
     * Whether a local file or folder exists under a resolved path, with or without the dataset at the path's end, or
     * the {@code .size} file of a pair in ZNN's old format.
     */
    public static boolean exists(String path) {
        try {
            return !isUri(path) && fileExists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Resolves the path of an input file; if it exists in neither folder, the folder of the containing file is used.
     */
    public String resolveInput(String text) {
        if (isUri(text)) {
            return text;
        }
        try {
            Candidates candidates = candidates(text);
            boolean useHere = fileExists(candidates.here)
                    || isPattern(text) && matchesAFolder(candidates.here) && !matchesAFolder(candidates.beside);
            if (remoteFolder.isPresent() && !useHere && !candidates.here.isAbsolute()) {
                return remoteFolder.get() + text;
            }
            String path = (useHere ? candidates.here : candidates.beside).normalize().toString();
            return path.isEmpty() ? "." : path;
        } catch (InvalidPathException e) {
            return text;
        }
    }

    /**
     * Resolves the prefix of output files against the first folder under which the prefix's own parent exists. A
     * prefix that ends in a slash or names an existing folder is a folder: it is returned with a slash at its end, so
     * that the files lie in it.
     */
    public String resolveOutput(String text) {
        if (isUri(text)) {
            return text;
        }
        try {
            Candidates candidates = candidates(text);
            boolean isFolder = text.endsWith("/");
            boolean useHere = isFolder && Files.isDirectory(candidates.here) || hasFolder(candidates.here)
                    && !(isFolder && Files.isDirectory(candidates.beside)) || !hasFolder(candidates.beside);
            Path path = (useHere ? candidates.here : candidates.beside).normalize();
            return isFolder || Files.isDirectory(path) ? folderPrefix(path) : path.toString();
        } catch (InvalidPathException e) {
            return text;
        }
    }

    /** Makes a path independent of the working directory; URIs stay unchanged. */
    public static String toAbsolute(String path) {
        return isUri(path) ? path : Path.of(path).toAbsolutePath().normalize().toString();
    }

    /** The two places that a relative path may mean; both are the same for an absolute one. */
    private record Candidates(Path here, Path beside) {
    }

    private Candidates candidates(String text) {
        String expanded = text.equals("~") || text.startsWith("~/")
                ? System.getProperty("user.home") + text.substring(1) : text;
        Path here = workingDirectory.resolve(expanded);
        return new Candidates(here, fileFolder.map(f -> f.resolve(expanded)).orElse(here));
    }

    private static String folderPrefix(Path folder) {
        String path = folder.toString();
        return path.isEmpty() ? "./" : path.endsWith("/") ? path : path + "/";
    }

    private static boolean fileExists(Path path) {
        Path file = Path.of(DATASET.matcher(path.toString()).replaceFirst(""));
        return Files.exists(path) || Files.exists(file) || Files.exists(Path.of(file + ".size"));
    }

    /** Whether the folder before the first wildcard of a pattern exists. */
    private static boolean matchesAFolder(Path pattern) {
        String text = pattern.toString();
        Matcher wildcard = WILDCARD.matcher(text);
        return wildcard.find() && hasFolder(Path.of(text.substring(0, wildcard.start()) + "x"));
    }

    private static boolean hasFolder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent != null && Files.exists(parent);
    }
}
