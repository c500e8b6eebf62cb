package org.znn.common.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/**
 * Reads user-supplied text files of any file system: UTF-8 with or without byte order mark, Latin-1 as fallback, any
 * line ending.
 */
public final class TextFile {

    private static final int MAX_BYTES = 16 << 20;
    private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F'};

    private TextFile() {
    }

    /** Same as {@link #lines(String, Storages, Diagnostics)} with Hadoop's default settings. */
    public static Optional<List<String>> lines(String path, Diagnostics diagnostics) {
        return lines(path, Storages.standard(), diagnostics);
    }

    /**
     * Reads the lines of a file of at most 16 MiB, without line endings. Reports an error and returns empty if the file
     * is missing, empty, too large, binary or unreadable.
     */
    public static Optional<List<String>> lines(String path, Storages storages, Diagnostics diagnostics) {
        byte[] bytes;
        try {
            Storage storage = storages.of(path);
            if (!storage.exists(path)) {
                return reject(diagnostics, path, "there is no such file", MissingFile.remedy(path, storages));
            }
            if (storage.isFolder(path)) {
                return reject(diagnostics, path, "is a folder", "give a text file");
            }
            bytes = read(path, storage);
        } catch (InvalidPathException e) {
            return reject(diagnostics, path, "is not a path", "give the path of a text file");
        } catch (IOException e) {
            return reject(diagnostics, path, "cannot be read", "check its permissions (" + e.getMessage() + ")");
        }
        return text(path, bytes, diagnostics).map(text -> Arrays.asList(text.split("\r\n|\r|\n", -1)));
    }

    /** Reads at most one byte more than the limit; a local file may be a pipe, which has no length. */
    private static byte[] read(String path, Storage storage) throws IOException {
        if (!Storages.isRemote(path)) {
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                return in.readNBytes(MAX_BYTES + 1);
            }
        }
        try (ByteSource source = storage.open(path)) {
            return source.read(0, (int) Math.min(source.length(), MAX_BYTES + 1), ByteOrder.BIG_ENDIAN).array();
        }
    }

    private static Optional<String> text(String path, byte[] bytes, Diagnostics diagnostics) {
        if (bytes.length > MAX_BYTES) {
            return reject(diagnostics, path, "is larger than 16 MiB", "give a text file in ZNN's format");
        }
        if (bytes.length >= 4 && Arrays.equals(bytes, 0, 4, HDF5_SIGNATURE, 0, 4)) {
            return reject(diagnostics, path, "is an HDF5 file", "give a text file");
        }
        if (bytes.length >= 2 && (isMark(bytes, 0xFF, 0xFE) || isMark(bytes, 0xFE, 0xFF))) {
            return reject(diagnostics, path, "is UTF-16 text", "save it as UTF-8, in Windows' editor as 'UTF-8' rather"
                    + " than 'Unicode'");
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && "\t\n\r\f\u000b".indexOf(b) < 0) {
                return reject(diagnostics, path, "is a binary file", "give a text file");
            }
        }
        String text = decode(path, bytes, diagnostics);
        if (text.isBlank()) {
            return reject(diagnostics, path, "is empty", "give a file with content");
        }
        return Optional.of(text);
    }

    private static boolean isMark(byte[] bytes, int first, int second) {
        return (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static String decode(String path, byte[] bytes, Diagnostics diagnostics) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            diagnostics.warn(path, "is not UTF-8 and is read as Latin-1", "save it as UTF-8");
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static <T> Optional<T> reject(Diagnostics diagnostics, String path, String message, String remedy) {
        diagnostics.error(path, message, remedy);
        return Optional.empty();
    }
}
