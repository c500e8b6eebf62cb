package org.znn.driver.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of temporary files of a process disappears with it. */
class TemporaryFolderTest {

    @TempDir
    private Path parent;
    private Path user;
    private Path own;

    @BeforeEach
    void createFolder() throws IOException {
        user = Files.createDirectory(parent.resolve("znn-user"));
        own = Files.createDirectories(user.resolve("4711.100.0.host"));
        Files.createFile(Files.createDirectories(own.resolve("spark-1/2")).resolve("file"));
    }

    @Test
    void removesItselfAndTheFolderOfTheUser() {
        TemporaryFolder.of(own.toString(), 4711).remove();
        assertFalse(Files.exists(user));
        assertTrue(Files.exists(parent));
    }

    @Test
    void foldersOfOtherProcessesStay() throws IOException {
        Path other = Files.createDirectory(user.resolve("4712.100.0.host"));
        TemporaryFolder.of(own.toString(), 4711).remove();
        assertFalse(Files.exists(own));
        assertTrue(Files.exists(other));
    }

    @Test
    void childProcessLeavesTheFolderOfItsParent() {
        TemporaryFolder.of(own.toString(), 471).remove();
        TemporaryFolder.of(own.toString(), 47110).remove();
        TemporaryFolder.of(null, 4711).remove();
        assertTrue(Files.exists(own.resolve("spark-1/2/file")));
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path data = Files.writeString(parent.resolve("data"), "precious");
        Files.createSymbolicLink(own.resolve("file"), data);
        Files.createSymbolicLink(own.resolve("folder"), parent);
        TemporaryFolder.of(own.toString(), 4711).remove();
        assertFalse(Files.exists(own));
        assertEquals("precious", Files.readString(data));
    }
}
