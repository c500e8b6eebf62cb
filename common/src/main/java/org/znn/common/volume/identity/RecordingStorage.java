package org.znn.common.volume.identity;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.ForwardingStorage;
import org.znn.common.volume.storage.Storage;

/** Records which files a reader opens or looks up, and the version that each has when it is first opened. */
public final class RecordingStorage extends ForwardingStorage {

    /** Maximum number of files that are recorded one by one. */
    public static final int MAX_FILES = 4096;

    private final Map<String, FileVersion> opened = new TreeMap<>();
    private final Set<String> lookedUp = new TreeSet<>();
    private boolean isLeftIncomplete;

    public RecordingStorage(Storage storage) {
        super(storage);
    }

    @Override
    public ByteSource open(String path) throws IOException {
        return CloseOnFailure.open(super.open(path), source -> {
            if (!opened.containsKey(path) && opened.size() < MAX_FILES) {
                opened.put(path, source.version().isPresent() ? source.version().get() : version(path));
            }
            return source;
        });
    }

    @Override
    public boolean exists(String path) throws IOException {
        boolean exists = super.exists(path);
        if (exists && lookedUp.size() < MAX_FILES) {
            lookedUp.add(path);
        }
        return exists;
    }

    /** Returns the versions of all files that were opened or looked up and found, by path. */
    Map<String, FileVersion> files() throws IOException {
        Map<String, FileVersion> files = new TreeMap<>(opened);
        for (String path : lookedUp) {
            if (!files.containsKey(path) && !isFolder(path)) {
                files.put(path, version(path));
            }
        }
        return files;
    }

    /** States that a reader does not open all files now that the volume consists of. */
    public void leaveIncomplete() {
        isLeftIncomplete = true;
    }

    /** Whether every file was recorded. */
    boolean isComplete() {
        return !isLeftIncomplete && opened.size() < MAX_FILES && lookedUp.size() < MAX_FILES;
    }
}
