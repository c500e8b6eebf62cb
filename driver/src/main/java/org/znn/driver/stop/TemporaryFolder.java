package org.znn.driver.stop;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The folder of temporary files that {@code submit/znn} has created for this process alone: libraries leave their
 * unpacked native code in it, and Spark its scratch files if it cannot finish.
 */
final class TemporaryFolder {

    private static final String VARIABLE = "ZNN_TEMPORARY_FOLDER";
    private static final int ATTEMPTS = 3;

    private final Optional<Path> folder;

    private TemporaryFolder(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Returns the folder of this process; nothing is removed if the process has none of its own. */
    static TemporaryFolder ofThisProcess() {
        return of(System.getenv(VARIABLE), ProcessHandle.current().pid());
    }

    /**
     * Returns the folder of a process.
     *
     * @param own folder created for a process or for the one that started it, whose pid its name begins with; null if
     *            there is none
     * @param pid number of the process
     */
    static TemporaryFolder of(String own, long pid) {
        return new TemporaryFolder(Optional.ofNullable(own).map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(pid + ".")));
    }

    /** Removes the folder, and the user's folder of such folders if no other process uses it. Never fails. */
    void remove() {
        folder.ifPresent(path -> {
            // Threads of tasks may still be writing.
            for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
                removeTree(path);
            }
            remove(path.getParent());
        });
    }

    private static void removeTree(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    TemporaryFolder.remove(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                    TemporaryFolder.remove(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The next start of submit/znn removes what is left.
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next start of submit/znn removes what is left.
        }
    }
}
