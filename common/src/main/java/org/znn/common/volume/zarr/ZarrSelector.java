package org.znn.common.volume.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.ContainerSearch;
import org.znn.common.volume.chunked.StoredPath;

/** Selects the array of a container that holds the volume. */
final class ZarrSelector {

    /** Number of groups above an array that may describe it as a level of an image. */
    private static final int MAX_ANCESTORS = 3;

    private final ZarrStore store;
    private final String root;
    private final ContainerSearch search;
    private final List<String> notes = new ArrayList<>();

    ZarrSelector(ZarrStore store, String root) {
        this.store = store;
        this.root = StoredPath.resolve(root, "");
        search = new ContainerSearch(store.storage(), root, this::describe);
    }

    /** Sentences about how the array was chosen. */
    List<String> notes() {
        return notes;
    }

    /**
     * Selects an array: the one at a path; the finest level of an image; the only array or image below a group.
     *
     * @param path path in the container; empty for the container itself
     * @throws VolumeException if there is no such array, or several; the message lists them
     */
    ZarrNode select(String path) throws IOException {
        String target = StoredPath.resolve(root, path);
        if (!path.isEmpty() && store.node(target).isEmpty() && !store.storage().isFolder(target)) {
            throw search.missing(path);
        }
        Optional<ZarrNode> direct = volume(target);
        return direct.isPresent() ? direct.get() : volume(search.onlyBelow(target)).orElseThrow();
    }

    private Optional<ZarrNode> volume(String path) throws IOException {
        Optional<ZarrNode> node = store.node(path);
        if (node.isEmpty() || node.get().isArray()) {
            return node;
        }
        Optional<Multiscales> image = Multiscales.of(node.get());
        return image.isPresent() ? Optional.of(finest(path, image.get())) : Optional.empty();
    }

    private Optional<String> describe(String path) throws IOException {
        return store.node(path).flatMap(node -> node.isArray()
                ? node.metadata().find("shape").map(s -> s.node().toString())
                : Multiscales.of(node).map(image -> "an image"));
    }

    private ZarrNode finest(String group, Multiscales image) throws IOException {
        String path = StoredPath.resolve(group, image.paths().get(0));
        if (image.images() > 1) {
            notes.add("the group holds " + image.images() + " images, of which the first is read");
        }
        if (image.paths().size() > 1) {
            notes.add("the image has " + image.paths().size() + " resolutions; the first, " + search.inside(path)
                    + ", is read; another is named after the folder, as in "
                    + search.example(StoredPath.resolve(group, image.paths().get(1))));
        }
        return store.node(path).filter(ZarrNode::isArray).orElseThrow(() -> new VolumeException("there is no array "
                + search.inside(path) + ", which the image names as its first resolution"));
    }

    /**
     * An image, and which of its levels an array is.
     *
     * @param image the image
     * @param level index of the level, 0 for the finest
     */
    record Level(Multiscales image, int level) {
    }

    /** Finds the image that an array is a level of, in the groups that contain it. */
    Optional<Level> imageOf(ZarrNode array) throws IOException {
        String inside = StoredPath.name(array.path());
        Optional<String> group = StoredPath.parent(array.path());
        for (int i = 0; i < MAX_ANCESTORS && group.isPresent(); i++) {
            Optional<Multiscales> image = store.node(group.get()).flatMap(Multiscales::of);
            if (image.isPresent()) {
                int level = image.get().paths().indexOf(inside);
                return level < 0 ? Optional.empty() : Optional.of(new Level(image.get(), level));
            }
            inside = StoredPath.name(group.get()) + "/" + inside;
            group = StoredPath.parent(group.get());
        }
        return Optional.empty();
    }
}
