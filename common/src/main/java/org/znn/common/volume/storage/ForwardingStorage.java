package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A file system that hands on every operation to another one, for subclasses to observe some of them. */
public abstract class ForwardingStorage implements Storage {

    private final Storage storage;

    protected ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    @Override
    public ByteSource open(String path) throws IOException {
        return storage.open(path);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return storage.exists(path);
    }

    @Override
    public boolean isFolder(String path) throws IOException {
        return storage.isFolder(path);
    }

    @Override
    public long length(String path) throws IOException {
        return storage.length(path);
    }

    @Override
    public long lastModified(String path) throws IOException {
        return storage.lastModified(path);
    }

    @Override
    public FileVersion version(String path) throws IOException {
        return storage.version(path);
    }

    @Override
    public Map<String, FileVersion> versions(String folder, boolean nested, int limit) throws IOException {
        return storage.versions(folder, nested, limit);
    }

    @Override
    public OutputStream create(String path) throws IOException {
        return storage.create(path);
    }

    @Override
    public boolean createNew(String path, byte[] bytes) throws IOException {
        return storage.createNew(path, bytes);
    }

    @Override
    public boolean isExclusive(String path) throws IOException {
        return storage.isExclusive(path);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        storage.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
        storage.delete(path);
    }

    @Override
    public void deleteFiles(String folder, Collection<String> names) throws IOException {
        storage.deleteFiles(folder, names);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return storage.list(folder);
    }

    @Override
    public List<FolderEntry> entries(String folder) throws IOException {
        return storage.entries(folder);
    }
}
