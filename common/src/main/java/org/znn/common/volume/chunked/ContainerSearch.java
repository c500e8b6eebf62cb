package org.znn.common.volume.chunked;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.storage.Storage;

/** Searches a container for volumes, and words what was found for users. */
public final class ContainerSearch {

    private static final int MAX_VISITED = 500;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_LISTED = 20;

    private final Storage storage;
    private final String root;
    private final Probe probe;

    /** Recognises volumes. */
    @FunctionalInterface
    public interface Probe {

        /**
         * Describes the volume in a folder.
         *
         * @return shape of an array, or {@code an image} for one that consists of several; empty if a folder is neither
         */
        Optional<String> describe(String folder) throws IOException;
    }

    /**
     * A volume that was found.
     *
     * @param path        path of its folder
     * @param description what {@link Probe#describe} says
     */
    public record Found(String path, String description) {
    }

    /**
     * Creates a search.
     *
     * @param root folder of the container, to which paths in messages are relative
     */
    public ContainerSearch(Storage storage, String root, Probe probe) {
        this.storage = storage;
        this.root = StoredPath.resolve(root, "");
        this.probe = probe;
    }

    /** Lists the volumes below a group, at most those among the first 500 folders. Does not enter their folders. */
    public List<Found> below(String group) throws IOException {
        List<Found> found = new ArrayList<>();
        visitChildren(group, 0, found, new int[1]);
        return found;
    }

    private void visitChildren(String group, int depth, List<Found> found, int[] visited) throws IOException {
        for (String name : storage.list(group)) {
            String path = StoredPath.resolve(group, name);
            if (visited[0] >= MAX_VISITED || name.startsWith(".") || !storage.isFolder(path)) {
                continue;
            }
            visited[0]++;
            Optional<String> description = probe.describe(path);
            if (description.isPresent()) {
                found.add(new Found(path, description.get()));
            } else if (depth < MAX_DEPTH) {
                visitChildren(path, depth + 1, found, visited);
            }
        }
    }

    /**
     * Returns the only volume below a group.
     *
     * @throws VolumeException if there is none, or several; the message lists them
     */
    public String onlyBelow(String group) throws IOException {
        List<Found> found = below(group);
        if (found.size() != 1) {
            throw new VolumeException(found.isEmpty() ? "there is no array in the folder"
                    : "the folder holds several arrays: " + listing(found) + "; name one after the folder, as in "
                    + example(found.get(0).path()));
        }
        return found.get(0).path();
    }

    /** Returns the exception of a path at which there is neither an array nor a group. */
    public VolumeException missing(String path) throws IOException {
        List<Found> found = below(root);
        List<String> names = found.stream().map(f -> inside(f.path())).toList();
        return new VolumeException("there is no array /" + path + Suggestion.nearest("/" + path, names)
                .map(n -> " (did you mean " + n + "?)").orElse("") + "; "
                + (found.isEmpty() ? "there is no array in the folder" : "the arrays are " + listing(found)));
    }

    /** Formats a path as users write it: folder, colon, path in the folder. */
    public String example(String path) {
        return root + ":" + inside(path);
    }

    /** Returns the path of a folder in the container, starting with a slash. */
    public String inside(String path) {
        return path.startsWith(root) ? path.substring(root.length()) : path;
    }

    private String listing(List<Found> found) {
        int more = found.size() - MAX_LISTED;
        return found.stream().limit(MAX_LISTED).map(f -> inside(f.path()) + " (" + f.description() + ")")
                .collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }
}
