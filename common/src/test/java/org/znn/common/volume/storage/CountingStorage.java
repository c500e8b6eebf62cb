package org.znn.common.volume.storage;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often each file of the local disk is opened, and the bytes that are read. */
public final class CountingStorage {

    private final Map<String, Integer> opened = new TreeMap<>();
    private final List<CountingSource> sources = new ArrayList<>();
    private final Storage storage;

    /**
     * Creates a storage.
     *
     * @param root start of all paths, which is left out of the names of files
     */
    public CountingStorage(String root) throws IOException {
        Storage local = Storages.standard().of(root);
        storage = (Storage) Proxy.newProxyInstance(Storage.class.getClassLoader(), new Class<?>[] {Storage.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(local, arguments);
                        if (!(result instanceof ByteSource source)) {
                            return result;
                        }
                        opened.merge(arguments[0].toString().substring(root.length()), 1, Integer::sum);
                        sources.add(new CountingSource(source));
                        return sources.get(sources.size() - 1);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    public Storage storage() {
        return storage;
    }

    /** Returns how often each file was opened since the last reset, by path. */
    public Map<String, Integer> opened() {
        return opened;
    }

    /** Returns the number of bytes read since the last reset from files opened after it. */
    public long bytes() {
        return sources.stream().mapToLong(CountingSource::bytes).sum();
    }

    /** Forgets what was counted. */
    public void reset() {
        opened.clear();
        sources.clear();
    }
}
