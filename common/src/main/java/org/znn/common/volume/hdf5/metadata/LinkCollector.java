package org.znn.common.volume.hdf5.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.znn.common.volume.VolumeException;

/** Collects the links of a group and bounds their number and the memory of their names. */
final class LinkCollector {

    private static final int MAX_LINKS = 200_000;
    private static final long MAX_CHARACTERS = 1L << 26;

    private final List<Link> links = new ArrayList<>();
    private long characters;

    /**
     * Adds a link.
     *
     * @throws VolumeException if the group has too many links, or links with too long names
     */
    void add(Link link) {
        links.add(link);
        characters += link.name().length() + link.target().length() + link.file().length();
        if (links.size() > MAX_LINKS || characters > MAX_CHARACTERS) {
            throw new VolumeException("a group of the file has more than " + MAX_LINKS + " links or " + MAX_CHARACTERS
                    + " characters in their names, which is not supported; copy the dataset to a file of its own with:"
                    + " h5copy -i FILE -s /PATH -o NEW_FILE -d /main");
        }
    }

    /** Returns the links, sorted by name. */
    List<Link> sorted() {
        links.sort(Comparator.comparing(Link::name));
        return links;
    }
}
