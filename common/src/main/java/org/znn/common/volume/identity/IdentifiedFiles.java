package org.znn.common.volume.identity;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.Storage;

/** The files of a volume, from which its identity is determined. */
public final class IdentifiedFiles {

    /** Number of chunks of a large container that stand for all of them. */
    private static final int SAMPLED_CHUNKS = 256;

    private final Storage storage;
    private final Map<String, FileVersion> versions;
    private final boolean isRecorded;

    /**
     * Begins with the files that a reader used when it was opened.
     *
     * @param storage file system of the files
     */
    public IdentifiedFiles(Storage storage, RecordingStorage recorded) throws IOException {
        this.storage = storage;
        versions = new TreeMap<>(recorded.files());
        isRecorded = recorded.isComplete();
    }

    /** Returns the identity of a volume that has no other files. */
    public VolumeIdentity ofFiles() throws IOException {
        return identity(VolumeIdentity.Layout.FILES, "", isRecorded);
    }

    /**
     * Returns the identity of a volume of sections.
     *
     * @param paths paths of the sections, all in one folder
     */
    public VolumeIdentity ofSections(List<String> paths) throws IOException {
        String folder = paths.get(0).substring(0, paths.get(0).lastIndexOf('/') + 1);
        Map<String, FileVersion> listed = storage.versions(folder, false, Integer.MAX_VALUE);
        for (String path : paths) {
            FileVersion version = listed.get(path.substring(folder.length()));
            versions.putIfAbsent(path, version == null ? storage.version(path) : version);
        }
        return identity(VolumeIdentity.Layout.SECTIONS, VolumeIdentity.rootKey(folder), true);
    }

    /**
     * Returns the identity of an array in a container.
     *
     * @param folder folder of the array
     * @param sample returns paths of chunks, by their number, that stand for all if there are too many files
     */
    public VolumeIdentity ofChunks(String folder, IntFunction<List<String>> sample)
            throws IOException {
        Map<String, FileVersion> listed = storage.versions(folder, true, RecordingStorage.MAX_FILES + 1);
        boolean isListed = listed.size() <= RecordingStorage.MAX_FILES;
        String root = folder.endsWith("/") ? folder : folder + "/";
        if (isListed) {
            listed.forEach((name, version) -> versions.putIfAbsent(root + name, version));
        } else {
            for (String path : sample.apply(SAMPLED_CHUNKS)) {
                version(path).ifPresent(version -> versions.putIfAbsent(path, version));
            }
        }
        return identity(VolumeIdentity.Layout.CHUNKS, VolumeIdentity.rootKey(folder), isListed && isRecorded);
    }

    private Optional<FileVersion> version(String path) throws IOException {
        try {
            return Optional.of(storage.version(path));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Digests the files, in parallel since each of many small ones takes the time of a few requests. */
    private VolumeIdentity identity(VolumeIdentity.Layout layout, String root, boolean isComplete)
            throws IOException {
        DigestBudget budget = new DigestBudget(versions.size(),
                versions.values().stream().mapToLong(FileVersion::bytes).sum());
        try {
            Map<String, FileIdentity> files = versions.entrySet().parallelStream().collect(Collectors.toMap(
                    file -> VolumeIdentity.key(file.getKey()), file -> identity(file.getKey(), file.getValue(), budget),
                    (one, same) -> one));
            return new VolumeIdentity(layout, root, isComplete, files);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private FileIdentity identity(String path, FileVersion version, DigestBudget budget) {
        try {
            return FileIdentity.of(storage, path, version, budget.pages(version));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(path + ": " + e.getMessage(), e));
        }
    }
}
