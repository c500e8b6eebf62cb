package org.znn.common.volume.chunked;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.znn.common.volume.VolumeException;

/** Joins paths of folders, local or URIs. */
public final class StoredPath {

    private StoredPath() {
    }

    /** Returns the path of a name in a folder; the folder itself if the name is empty. */
    public static String resolve(String folder, String name) {
        String base = withoutSlash(folder);
        return name.isEmpty() ? base : base.endsWith("/") || base.isEmpty() ? base + name : base + "/" + name;
    }

    /** Returns the folder of a path; empty if the path has a single name. */
    public static Optional<String> parent(String path) {
        String base = withoutSlash(path);
        int slash = base.lastIndexOf('/');
        return slash < 1 || base.charAt(slash - 1) == '/' ? Optional.empty() : Optional.of(base.substring(0, slash));
    }

    /** Returns the last name of a path. */
    public static String name(String path) {
        String base = withoutSlash(path);
        return base.substring(base.lastIndexOf('/') + 1);
    }

    /**
     * Returns the path of an array in a container without slashes at its ends, such as {@code volumes/raw}.
     *
     * @throws VolumeException if the path leaves the container
     */
    public static String inside(String path) {
        String normal = Arrays.stream(path.split("/")).filter(s -> !s.isEmpty() && !s.equals("."))
                .collect(Collectors.joining("/"));
        if (Arrays.asList(normal.split("/")).contains("..")) {
            throw new VolumeException("the path " + path + " leaves the container; name the array by its path in it");
        }
        return normal;
    }

    private static String withoutSlash(String path) {
        String base = path;
        while (base.length() > 1 && base.endsWith("/") && !base.endsWith(":/") && !base.endsWith("//")) {
            base = base.substring(0, base.length() - 1);
        }
        return base;
    }
}
