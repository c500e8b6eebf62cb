package org.znn.driver.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.storage.PendingFile;

/**
 * Checks before anything is computed that the names of the files that a job will write are short enough. Each file is
 * written under a longer temporary name first. Nothing is written: the file system itself is asked for a file with the
 * longest name.
 */
public final class FileNames {

    /** Limits of Linux and macOS, in bytes; a file system may allow less. */
    private static final int MAX_NAME = 255;
    private static final int MAX_PATH = 4095;
    private static final int MAX_QUOTED = 60;

    private FileNames() {
    }

    /**
     * Reports an error if the name of a file or of a folder on its path is too long.
     *
     * @param location {@code file:line} that names the prefix
     * @param folder   existing folder below which the files will be
     * @param files    local paths of the files and folders that will be written
     * @param remedy   suggested fix
     */
    public static void check(String location, Path folder, List<String> files, String remedy,
            Diagnostics diagnostics) {
        files.stream().map(file -> Path.of(file).toAbsolutePath()).max(Comparator.comparingInt(FileNames::longest))
                .ifPresent(longest -> excess(folder.toAbsolutePath(), longest).ifPresent(excess ->
                        diagnostics.error(location, "'" + Diagnostic.abbreviate(longest.getFileName().toString(),
                                MAX_QUOTED) + "', one of the files that will be written, gets too long a " + excess,
                                remedy)));
    }

    /** Returns the path of the longest lease file of an output. */
    public static String lease(String output) {
        return PendingFile.folderOf(output) + "." + PendingFile.nameOf(output) + ".lease-999";
    }

    /** Says which limit a path exceeds; empty if none. */
    private static Optional<String> excess(Path existing, Path file) {
        int pathBytes = bytes(file) + PendingFile.EXTRA_NAME_BYTES;
        if (pathBytes > MAX_PATH) {
            return Optional.of("path: " + pathBytes + " bytes while it is written, of " + MAX_PATH + " at most");
        }
        Path created = file.startsWith(existing) ? existing.relativize(file) : file;
        for (int i = 0; i < created.getNameCount(); i++) {
            boolean isFile = i == created.getNameCount() - 1;
            int nameBytes = bytes(created.getName(i)) + (isFile ? PendingFile.EXTRA_NAME_BYTES : 0);
            if (nameBytes > MAX_NAME || isRefused(existing, nameBytes)) {
                return Optional.of("name: " + nameBytes + " bytes" + (isFile ? " while it is written" : " in the folder"
                        + " of its path") + ", more than the file system allows");
            }
        }
        return Optional.empty();
    }

    /** Whether the file system of a folder refuses a name because of its length in bytes. */
    private static boolean isRefused(Path folder, int nameBytes) {
        try {
            Files.readAttributes(folder.resolve("x".repeat(nameBytes)), BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
            return false;
        } catch (FileSystemException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int longest(Path file) {
        int longest = bytes(file.getFileName()) + PendingFile.EXTRA_NAME_BYTES;
        for (Path name : file) {
            longest = Math.max(longest, bytes(name));
        }
        return longest;
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
