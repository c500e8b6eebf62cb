package org.znn.common.volume.section;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.volume.VolumeReader;

/** The sections that are open. Those used least recently are closed when there are too many. */
final class OpenSections implements Closeable {

    /** Limit of the decoded size of all open sections in bytes, unless a single one is larger. */
    private static final long MAX_BYTES = 128L << 20;
    /** Limit of the number of open files. */
    private static final int MAX_FILES = 128;

    private final int capacity;
    private final Map<Integer, VolumeReader> readers = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Creates an empty set.
     *
     * @param sectionBytes decoded size of a section in bytes
     */
    OpenSections(double sectionBytes) {
        capacity = (int) Math.max(1, Math.min(MAX_FILES, MAX_BYTES / sectionBytes));
    }

    Optional<VolumeReader> get(int z) {
        return Optional.ofNullable(readers.get(z));
    }

    /** Adds a section that is not open, and closes others beyond the limit. */
    void put(int z, VolumeReader reader) throws IOException {
        readers.put(z, reader);
        Iterator<VolumeReader> eldest = readers.values().iterator();
        while (readers.size() > capacity) {
            VolumeReader closing = eldest.next();
            eldest.remove();
            closing.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (VolumeReader reader : readers.values()) {
            reader.close();
        }
        readers.clear();
    }
}
