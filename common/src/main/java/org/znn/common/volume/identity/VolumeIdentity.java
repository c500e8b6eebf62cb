package org.znn.common.volume.identity;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.Storage;

/**
 * What identifies the content of a volume: the identities of all of its files, such as the sections of a folder or the
 * two of a pair. Of a container with more than {@value RecordingStorage#MAX_FILES} files those with metadata, and
 * chunks that are spread evenly over the array.
 *
 * @param layout     how the files form the volume
 * @param root       absolute path of the folder of sections or of the array in a container, with a slash at its end;
 *                   empty for other volumes
 * @param isComplete whether every file of the volume is listed
 * @param files      identities by absolute path
 */
public record VolumeIdentity(Layout layout, String root, boolean isComplete, Map<String, FileIdentity> files)
        implements Serializable {

    /** How files form a volume. */
    public enum Layout {
        /** A file and those that it refers to. */
        FILES,
        /** The files of a folder, in the order of their names. */
        SECTIONS,
        /** Metadata, and a file for each chunk. */
        CHUNKS
    }

    /** Identity of a volume whose files may be any. */
    public static final VolumeIdentity NONE = new VolumeIdentity(Layout.FILES, "", false, Map.of());

    private static final String SEPARATOR = "; ";
    /** Names of hidden files that are no metadata, such as those of file managers. */
    private static final Pattern STRAY = Pattern.compile("(^|/)\\.(?!z)[^/]*$");

    public VolumeIdentity {
        files = new TreeMap<>(files);
    }

    /** Returns the path under which a file is listed. */
    static String key(String path) {
        return UserPath.toAbsolute(path);
    }

    /** Returns the beginning of the paths under which the files of a folder are listed. */
    static String rootKey(String folder) {
        return key(folder).replaceFirst("/*$", "/");
    }

    /** Whether no file is listed, so that there is nothing to compare. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    Optional<FileIdentity> file(String path) {
        return Optional.ofNullable(files.get(key(path)));
    }

    /** Whether a file that belongs to the volume was not there when the identity was determined. */
    boolean isNew(String path) {
        return isComplete && file(path).isEmpty();
    }

    /**
     * Checks that no listed file has changed or was removed and, of an array in a container, that none was added. A
     * folder is listed with as few requests as possible, and files whose versions are the same are not opened.
     *
     * @throws InputChangedException if one has
     */
    public void requireUnchanged(Storage storage) throws IOException {
        boolean isArray = layout == Layout.CHUNKS;
        Map<String, FileVersion> present = layout == Layout.FILES || isArray && !isComplete ? Map.of()
                : storage.versions(root, isArray, isArray ? RecordingStorage.MAX_FILES + 1 : Integer.MAX_VALUE);
        for (Map.Entry<String, FileIdentity> file : files.entrySet()) {
            String path = file.getKey();
            FileVersion listed = path.startsWith(root) ? present.get(path.substring(root.length())) : null;
            Optional<FileVersion> now = listed == null ? version(storage, path) : Optional.of(listed);
            file.getValue().difference(now, storage, path).ifPresent(change -> {
                throw InputChangedException.of(path, change);
            });
        }
        if (isArray) {
            present.keySet().stream().filter(name -> !STRAY.matcher(name).find())
                    .forEach(name -> requireKnown(root + name));
        }
    }

    /**
     * Checks that a file that belongs to the volume was there when the identity was determined.
     *
     * @throws InputChangedException if it was not
     */
    public void requireKnown(String path) {
        if (isNew(path)) {
            throw InputChangedException.of(path, "it was added");
        }
    }

    private static Optional<FileVersion> version(Storage storage, String path) throws IOException {
        try {
            return Optional.of(storage.version(path));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns the absolute paths of the files in the folder of the volume. */
    public List<String> sections() {
        return files.keySet().stream().filter(path -> path.startsWith(root)).toList();
    }

    /**
     * Returns a line that identifies the content and is the same for a copy of the volume elsewhere: size, digest and,
     * unless all of the content was digested, the time. Two of them are compared by {@link #difference}.
     */
    public String text() {
        if (isEmpty()) {
            return "";
        }
        if (layout == Layout.FILES && files.size() == 1) {
            return files.values().iterator().next().text();
        }
        MessageDigest digest = ContentDigest.newSha256();
        long bytes = 0;
        boolean isWhole = isComplete;
        for (Map.Entry<String, FileIdentity> file : files.entrySet()) {
            boolean isInside = layout != Layout.FILES && file.getKey().startsWith(root);
            String name = isInside ? file.getKey().substring(root.length()) : "";
            digest.update((name + SEPARATOR + file.getValue().text() + "\n").getBytes(StandardCharsets.UTF_8));
            bytes += file.getValue().version().bytes();
            isWhole &= file.getValue().digest().isWhole();
        }
        return bytes + " bytes in " + files.size() + (isComplete ? " files" : " of the files") + SEPARATOR
                + (isWhole ? "SHA-256 " : "SHA-256 of samples ")
                + HexFormat.of().formatHex(digest.digest()).substring(0, FileIdentity.TEXT_DIGITS);
    }

    /** Says what distinguishes two lines of {@link #text}, as a clause. */
    public static String difference(String earlier, String now) {
        String[] before = earlier.split(SEPARATOR);
        String[] after = now.split(SEPARATOR);
        if (!before[0].equals(after[0])) {
            return "its size changed from " + before[0] + " to " + after[0];
        }
        boolean isOnlyTime = before.length > 2 && after.length > 2 && before[2].equals(after[2]);
        return isOnlyTime ? "it was " + after[1] + " (before: " + before[1] + "), and is too large to be compared as a"
                + " whole" : "its content changed";
    }
}
