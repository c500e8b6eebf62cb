package org.znn.common.volume.hdf5.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.hdf5.array.ChunkStore;
import org.znn.common.volume.hdf5.metadata.Hdf5File;
import org.znn.common.volume.identity.RecordingStorage;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/**
 * The files that a file refers to. Keeps a limited number of them open, and what all of them share: a cache of chunks
 * and the limits of virtual datasets.
 */
public final class LinkedFiles implements Closeable {

    private static final long CACHE_BYTES = 64L << 20;
    private static final int MAX_OPEN = 32;
    private static final int MAX_RAW = 8;
    /** Maximum number of open datasets of a file; each has a cache of the nodes of its index. */
    private static final int MAX_DATASETS = 64;
    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/]*).*", Pattern.DOTALL);

    private final Storage storage;
    private final ChunkStore chunks = new ChunkStore(CACHE_BYTES);
    private final NestingLimit nesting = new NestingLimit();
    private final Map<String, Entry> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, ByteSource> raw = new LinkedHashMap<>(16, 0.75f, true);

    /** An open file and those of its datasets that were used last. */
    private record Entry(OpenFile file, Map<String, Optional<StoredDataset>> datasets) {
    }

    /** Reads a dataset's description. */
    @FunctionalInterface
    interface DatasetLoader {
        Optional<StoredDataset> load(OpenFile file) throws IOException;
    }

    /** Creates an empty set of files. */
    public LinkedFiles(Storage storage) {
        this.storage = storage;
    }

    /** Returns the recording of all files that a volume leads to, if one is being made. */
    Optional<RecordingStorage> recording() {
        return storage instanceof RecordingStorage recording ? Optional.of(recording) : Optional.empty();
    }

    ChunkStore chunks() {
        return chunks;
    }

    NestingLimit nesting() {
        return nesting;
    }

    /**
     * Finds a file that another one refers to: under the name as it is, or in the folder of that file.
     *
     * @return path of the file; empty if there is none
     */
    Optional<String> find(String name, OpenFile from) throws IOException {
        for (String candidate : candidates(name, from)) {
            if (storage.exists(candidate) && !storage.isFolder(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<String> candidates(String name, OpenFile from) {
        List<String> candidates = new ArrayList<>();
        boolean isAbsolute = name.startsWith("/");
        Matcher authority = AUTHORITY.matcher(from.name());
        if (isAbsolute) {
            candidates.add(authority.matches() ? authority.group(1) + name : name);
            candidates.add(from.folder() + name.substring(name.lastIndexOf('/') + 1));
        } else {
            candidates.add(from.folder() + name);
            if (!authority.matches()) {
                candidates.add(name);
            }
        }
        return candidates;
    }

    /** Opens a file of any format, which is kept open until several others have been used. */
    ByteSource bytes(String path) throws IOException {
        ByteSource known = raw.get(path);
        if (known == null) {
            Iterator<ByteSource> eldest = raw.values().iterator();
            while (raw.size() >= MAX_RAW) {
                eldest.next().close();
                eldest.remove();
            }
            known = source(path);
            raw.put(path, known);
        }
        return known;
    }

    private ByteSource source(String path) throws IOException {
        try {
            return storage.open(path);
        } catch (IOException e) {
            throw new IOException("the linked file " + path + ": " + ErrorMessages.describe(e), e);
        }
    }

    /** Opens an HDF5 file, which is kept open until many others have been used. */
    OpenFile open(String path) throws IOException {
        return entry(path).file;
    }

    /** Returns a dataset of a file, which is loaded if it is not among those used last; empty if there is none. */
    Optional<StoredDataset> dataset(String path, String dataset, DatasetLoader loader) throws IOException {
        Optional<StoredDataset> known = entry(path).datasets.get(dataset);
        if (known == null) {
            known = loader.load(entry(path).file);
            Map<String, Optional<StoredDataset>> datasets = entry(path).datasets;
            datasets.put(dataset, known);
            if (datasets.size() > MAX_DATASETS) {
                datasets.remove(datasets.keySet().iterator().next());
            }
        }
        return known;
    }

    private Entry entry(String path) throws IOException {
        Entry known = open.get(path);
        if (known != null) {
            return known;
        }
        Iterator<Entry> eldest = open.values().iterator();
        while (open.size() >= MAX_OPEN) {
            eldest.next().file.file().source().close();
            eldest.remove();
            // Datasets of other files may stand in the closed one, behind an external link.
            open.values().forEach(e -> e.datasets.clear());
        }
        ByteSource source = source(path);
        try {
            Entry entry = new Entry(new OpenFile(path, Hdf5File.open(source)),
                    new LinkedHashMap<>(16, 0.75f, true));
            open.put(path, entry);
            source = null;
            return entry;
        } finally {
            if (source != null) {
                source.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        List<ByteSource> sources = new ArrayList<>(raw.values());
        open.values().forEach(e -> sources.add(e.file.file().source()));
        raw.clear();
        open.clear();
        IOException failure = null;
        for (ByteSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
