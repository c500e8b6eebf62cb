package org.znn.common.volume.identity;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.FolderEntry;
import org.znn.common.volume.storage.ForwardingStorage;
import org.znn.common.volume.storage.Storage;

/**
 * The file system of a volume whose identity is known. Each file is compared with it when it is opened, with one status
 * request, and once more by {@link #requireUnchanged} when it has been read. A file of a sampled container that is not
 * listed must at least stay the same from its opening on.
 */
public final class CheckedStorage extends ForwardingStorage {

    private final Storage storage;
    private final VolumeIdentity expected;
    private final Map<String, FileVersion> opened = new TreeMap<>();

    public CheckedStorage(Storage storage, VolumeIdentity expected) {
        super(storage);
        this.storage = storage;
        this.expected = expected;
    }

    /**
     * Opens a file.
     *
     * @throws InputChangedException if it is not the expected one, or was expected and is gone
     */
    @Override
    public ByteSource open(String path) throws IOException {
        ByteSource file;
        try {
            file = super.open(path);
        } catch (FileNotFoundException e) {
            requireUnexpected(path);
            throw e;
        }
        return CloseOnFailure.open(file, source -> {
            FileVersion version = source.version().isPresent() ? source.version().get() : versionOf(path);
            requireExpected(path, version, like -> like.again(source));
            if (!version.isKeptWhileOpen()) {
                opened.putIfAbsent(path, version);
            }
            return source;
        });
    }

    @Override
    public boolean exists(String path) throws IOException {
        boolean exists = super.exists(path);
        if (!exists) {
            requireUnexpected(path);
        }
        return exists;
    }

    /** Lists a folder; of a folder of sections those that are expected, since another one would shift them. */
    @Override
    public List<FolderEntry> entries(String folder) throws IOException {
        List<FolderEntry> entries = super.entries(folder);
        String root = VolumeIdentity.rootKey(folder);
        if (expected.layout() != VolumeIdentity.Layout.SECTIONS || !root.equals(expected.root())) {
            return entries;
        }
        TreeSet<String> missing = new TreeSet<>(expected.sections());
        List<FolderEntry> sections = new ArrayList<>();
        for (FolderEntry entry : entries) {
            if (missing.remove(root + entry.name())) {
                sections.add(entry);
            }
        }
        if (!missing.isEmpty()) {
            throw InputChangedException.of(missing.first(), FileIdentity.REMOVED);
        }
        return sections;
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return entries(folder).stream().map(FolderEntry::name).toList();
    }

    /**
     * Checks that no file that was opened has changed since.
     *
     * @throws InputChangedException if one has
     */
    public void requireUnchanged() throws IOException {
        for (Map.Entry<String, FileVersion> file : opened.entrySet()) {
            FileVersion now = versionOf(file.getKey());
            if (!file.getValue().isSurely(now)) {
                requireExpected(file.getKey(), now, like -> like.again(storage, file.getKey()));
                if (expected.file(file.getKey()).isEmpty() && !file.getValue().equals(now)) {
                    throw InputChangedException.of(file.getKey(), "it was written while it was being read");
                }
            }
        }
    }

    private FileVersion versionOf(String path) throws IOException {
        try {
            return version(path);
        } catch (FileNotFoundException e) {
            throw InputChangedException.of(path, FileIdentity.REMOVED);
        }
    }

    private void requireExpected(String path, FileVersion version, FileIdentity.Content content)
            throws IOException {
        expected.requireKnown(path);
        Optional<FileIdentity> file = expected.file(path);
        if (file.isPresent()) {
            file.get().difference(version, content).ifPresent(change -> {
                throw InputChangedException.of(path, change);
            });
        }
    }

    private void requireUnexpected(String path) {
        if (expected.file(path).isPresent()) {
            throw InputChangedException.of(path, FileIdentity.REMOVED);
        }
    }
}
