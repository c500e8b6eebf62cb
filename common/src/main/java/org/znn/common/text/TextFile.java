package org.znn.common.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.problem.Problems;

/** Text files as users have them: UTF-8 with or without a byte order mark, else Latin-1; any line ending. */
public final class TextFile {

    private static final int MOST_BYTES = 16 << 20;
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};

    private TextFile() {
    }

    /**
     * The lines of a file of at most 16 MiB, without their endings. Empty, with an error that names the file, where it
     * is missing, empty, binary or cannot be read.
     */
    public static Optional<List<String>> lines(String path, Problems problems) {
        Path file;
        try {
            file = Path.of(path);
        } catch (InvalidPathException e) {
            return refuse(problems, path, "is not a path", "give the path of a text file");
        }
        if (!Files.exists(file)) {
            return refuse(problems, path, "there is no such file", MissingFile.remedy(file));
        }
        if (Files.isDirectory(file)) {
            return refuse(problems, path, "is a folder", "give a text file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            return refuse(problems, path, "cannot be read", "check its permissions (" + e.getMessage() + ")");
        }
        return text(path, bytes, problems).map(text -> Arrays.asList(text.split("\r\n|\r|\n", -1)));
    }

    private static Optional<String> text(String path, byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            return refuse(problems, path, "is larger than 16 MiB", "give a text file of ZNN's format");
        }
        if (bytes.length >= 4 && Arrays.equals(bytes, 0, 4, HDF5, 0, 4)) {
            return refuse(problems, path, "is an HDF5 file", "give a text file");
        }
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && "\t\n\r\f\u000b".indexOf(b) < 0) {
                return refuse(problems, path, "is a binary file", "give a text file");
            }
        }
        String text = decode(path, bytes, problems);
        if (text.isBlank()) {
            return refuse(problems, path, "is empty", "give a file with content");
        }
        return Optional.of(text);
    }

    private static String decode(String path, byte[] bytes, Problems problems) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.warn(path, "is not UTF-8 and is read as Latin-1", "save it as UTF-8");
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static <T> Optional<T> refuse(Problems problems, String path, String what, String remedy) {
        problems.error(path, what, remedy);
        return Optional.empty();
    }
}
