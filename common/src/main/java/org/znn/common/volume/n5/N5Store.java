package org.znn.common.volume.n5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ContainerSearch;
import org.znn.common.volume.chunked.JsonFile;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.chunked.StoredPath;
import org.znn.common.volume.storage.Storage;

/** Reads the attributes of a container and selects the array that holds the volume. */
final class N5Store {

    private static final String ATTRIBUTES = "attributes.json";
    private static final String VERSION = "n5";
    /** Name of the array of full resolution in a group that holds a volume at several resolutions. */
    private static final String FINEST = "s0";
    private static final String COARSER = "s1";
    private static final int MAX_ANCESTORS = 8;

    private final Storage storage;
    private final String root;
    private final ContainerSearch search;
    private final List<String> notes = new ArrayList<>();

    N5Store(Storage storage, String root) {
        this.storage = storage;
        this.root = StoredPath.resolve(root, "");
        search = new ContainerSearch(storage, root, this::describe);
    }

    /** Whether a folder is in an N5 container: has attributes, or those of a folder above are of a container. */
    static boolean isInContainer(Storage storage, String folder) throws IOException {
        if (storage.exists(StoredPath.resolve(folder, ATTRIBUTES))) {
            return true;
        }
        Optional<String> path = StoredPath.parent(folder);
        for (int i = 0; i < MAX_ANCESTORS && path.isPresent(); i++) {
            try {
                if (attributes(storage, path.get()).flatMap(a -> a.find(VERSION)).isPresent()) {
                    return true;
                }
            } catch (VolumeException e) {
                // A file of the same name that is not of a container.
            }
            path = StoredPath.parent(path.get());
        }
        return false;
    }

    /** Sentences about how the array was chosen. */
    List<String> notes() {
        return notes;
    }

    /** Reads the attributes of a folder; empty if it has none. */
    Optional<JsonValue> attributes(String path) throws IOException {
        return attributes(storage, path);
    }

    private static Optional<JsonValue> attributes(Storage storage, String path) throws IOException {
        return JsonFile.read(storage, path, ATTRIBUTES, JsonFile.MAX_BYTES);
    }

    /**
     * Selects an array: the one at a path; the finest of a group with the arrays s0, s1, …; the only one below a group.
     *
     * @param path path in the container; empty for the container itself
     * @return path of the folder of the array
     * @throws VolumeException if there is no such array, or several; the message lists them
     */
    String select(String path) throws IOException {
        String target = StoredPath.resolve(root, path);
        if (!path.isEmpty() && !storage.isFolder(target)) {
            throw search.missing(path);
        }
        Optional<String> direct = volume(target);
        return direct.isPresent() ? direct.get() : volume(search.onlyBelow(target)).orElseThrow();
    }

    private Optional<String> volume(String path) throws IOException {
        if (isArray(path)) {
            return Optional.of(path);
        }
        String finest = StoredPath.resolve(path, FINEST);
        if (!isArray(finest)) {
            return Optional.empty();
        }
        String coarser = StoredPath.resolve(path, COARSER);
        if (isArray(coarser)) {
            notes.add("the group " + search.inside(path) + " holds several resolutions; the first, " + FINEST
                    + ", is read; another is named after the folder, as in " + search.example(coarser));
        }
        return Optional.of(finest);
    }

    private Optional<String> describe(String path) throws IOException {
        Optional<JsonValue> array = attributes(path).filter(N5Array::isArray);
        return array.isPresent() ? Optional.of(array.get().get("dimensions").node() + " x,y,z")
                : isArray(StoredPath.resolve(path, FINEST)) ? Optional.of("several resolutions") : Optional.empty();
    }

    private boolean isArray(String path) throws IOException {
        return attributes(path).filter(N5Array::isArray).isPresent();
    }
}
