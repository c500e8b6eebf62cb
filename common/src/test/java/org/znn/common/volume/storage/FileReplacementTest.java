package org.znn.common.volume.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacing a file where renames do not replace: killed at any moment, the old or the new contents are there. */
class FileReplacementTest {

    @TempDir
    private Path folder;
    private String target;
    private Storage storage;

    @BeforeEach
    void open() throws IOException {
        target = "refusing://" + folder + "/net_current.h5";
        storage = new Storages(Map.of("fs.refusing.impl", RefusingFileSystem.class.getName())).of(target);
    }

    @AfterEach
    void revive() {
        RefusingFileSystem.revive();
    }

    @Test
    void replacesAFile() throws IOException {
        write("old");
        write("new");
        assertEquals("new", read());
        assertEquals(List.of("net_current.h5"), names());
    }

    @Test
    void keepsOldOrNewContentsWheneverTheProgramIsKilled() throws IOException {
        write("old");
        boolean replaced = false;
        for (int changes = 0; !replaced; changes++) {
            RefusingFileSystem.killAfter(changes);
            try {
                write("new");
                replaced = true;
            } catch (IOException e) {
                assertEquals("killed", e.getMessage());
            }
            RefusingFileSystem.revive();
            assertTrue(List.of("old", "new").contains(read()), "after " + changes + " changes");
            assertTrue(storage.exists(target));
            assertFalse(storage.isFolder(target));
            assertEquals(3, storage.length(target));
            assertTrue(storage.list("refusing://" + folder).contains("net_current.h5"));
            PendingFile.removeLeftovers(storage, "refusing://" + folder + "/", "net_current.h5"::equals);
            write("old");
            assertEquals("old", read());
            assertEquals(List.of("net_current.h5"), names());
            assertTrue(changes < 10, "never replaced");
        }
    }

    @Test
    void deletesWhatWasSetAsideToo() throws IOException {
        Files.writeString(folder.resolve(".net_current.h5.previous"), "old");
        assertEquals("old", read());
        storage.delete(target);
        assertFalse(storage.exists(target));
        assertThrows(FileNotFoundException.class, () -> storage.open(target));
        assertEquals(List.of(), names());
    }

    @Test
    void doesNotReplaceAFolder() throws IOException {
        Files.createDirectories(folder.resolve("net_current.h5/kept"));
        assertThrows(IOException.class, () -> write("new"));
        assertTrue(Files.isDirectory(folder.resolve("net_current.h5/kept")));
        assertEquals(List.of("net_current.h5"), names());
    }

    private void write(String text) throws IOException {
        try (PendingFile file = PendingFile.create(storage, target)) {
            file.stream().write(text.getBytes(StandardCharsets.US_ASCII));
            file.commit();
        }
    }

    private String read() throws IOException {
        try (ByteSource source = storage.open(target)) {
            return new String(source.read(0, (int) source.length(), ByteOrder.BIG_ENDIAN).array(),
                    StandardCharsets.US_ASCII);
        }
    }

    private List<String> names() throws IOException {
        return new LocalStorage().list(folder.toString());
    }
}
