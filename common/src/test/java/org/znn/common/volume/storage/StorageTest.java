package org.znn.common.volume.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the local file system and Hadoop file systems behave alike. */
class StorageTest {

    @TempDir
    private Path folder;

    private String root(String scheme) {
        return scheme + folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://", "file:"})
    void readsAtArbitraryPositions(String scheme) throws IOException {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 ^ i >> 8);
        }
        Files.write(folder.resolve("a"), bytes);
        Storage storage = Storages.standard().of(root(scheme));
        try (ByteSource source = storage.open(root(scheme) + "/a")) {
            assertEquals(root(scheme) + "/a", source.name());
            assertEquals(bytes.length, source.length());
            for (int[] range : new int[][] {{0, 1}, {199_999, 1}, {70_000, 100_000}, {65_530, 20}, {0, 200_000},
                {200_000, 0}, {3, 40_000}, {65_540, 3}}) {
                byte[] read = source.read(range[0], range[1], ByteOrder.LITTLE_ENDIAN).array();
                assertArrayEquals(Arrays.copyOfRange(bytes, range[0], range[0] + range[1]), read);
            }
            EOFException e = assertThrows(EOFException.class, () -> source.read(199_990, 11, ByteOrder.BIG_ENDIAN));
            assertEquals("the file has 200000 bytes, but 11 bytes at position 199990 are needed: it is truncated or"
                    + " damaged", e.getMessage());
            assertThrows(EOFException.class, () -> source.read(-1, 1, ByteOrder.BIG_ENDIAN));
            assertThrows(EOFException.class, () -> source.read(Long.MAX_VALUE, 1, ByteOrder.BIG_ENDIAN));
            assertThrows(EOFException.class, () -> source.read(0, Integer.MAX_VALUE, ByteOrder.BIG_ENDIAN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://"})
    void writesListsRenamesAndDeletes(String scheme) throws IOException {
        String root = root(scheme);
        Storage storage = Storages.standard().of(root);
        write(storage, root + "/deep/er/b", "one");
        write(storage, root + "/deep/er/a", "two");
        assertEquals(List.of("a", "b"), storage.list(root + "/deep/er"));
        assertEquals(List.of(), storage.list(root + "/nothing"));
        assertTrue(storage.exists(root + "/deep"));
        assertEquals(List.of(), storage.list(root + "/deep/er/a"));
        assertEquals(3, storage.length(root + "/deep/er/a"));
        Files.setLastModifiedTime(folder.resolve("deep/er/a"), FileTime.fromMillis(1_234_567_890_000L));
        assertEquals(1_234_567_890_000L, storage.lastModified(root + "/deep/er/a"));
        storage.rename(root + "/deep/er/a", root + "/deep/er/b");
        assertEquals(List.of("b"), storage.list(root + "/deep/er"));
        assertEquals("two", Files.readString(folder.resolve("deep/er/b")));
        storage.delete(root + "/deep/er/b");
        storage.delete(root + "/deep/er");
        storage.delete(root + "/deep");
        storage.delete(root + "/deep");
        assertFalse(Files.exists(folder.resolve("deep")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://"})
    void rejectsMissingFilesAndFolders(String scheme) throws IOException {
        Storage storage = Storages.standard().of(root(scheme));
        assertEquals("there is no such file",
                assertThrows(FileNotFoundException.class, () -> storage.open(root(scheme) + "/none")).getMessage());
        assertEquals("is a folder, not a file",
                assertThrows(FileNotFoundException.class, () -> storage.open(root(scheme))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://"})
    void pendingFileAppearsCompleteOrNotAtAll(String scheme) throws IOException {
        String target = root(scheme) + "/out.h5";
        Storage storage = Storages.standard().of(target);
        try (PendingFile pending = PendingFile.create(storage, target)) {
            pending.stream().write(new byte[9]);
            assertFalse(storage.exists(target));
            assertEquals(1, storage.list(root(scheme)).size());
        }
        assertEquals(List.of(), storage.list(root(scheme)));
        write(storage, target, "old");
        try (PendingFile pending = PendingFile.create(storage, target)) {
            pending.stream().write("new one".getBytes(StandardCharsets.US_ASCII));
            pending.commit();
        }
        assertEquals(List.of("out.h5"), storage.list(root(scheme)));
        assertEquals("new one", Files.readString(folder.resolve("out.h5")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://"})
    void removesPendingFilesOfExactlyTheTargets(String scheme) throws IOException {
        String target = root(scheme) + "/out.h5";
        Storage storage = Storages.standard().of(target);
        PendingFile killed = PendingFile.create(storage, target);
        killed.stream().close();
        for (String version09 : List.of(".out.h5.5bd3d4d3-52ad-4b9c-a0a5-9a3b1d0a8e11.pending", ".out.h5.123.part")) {
            write(storage, root(scheme) + "/" + version09, "goes");
        }
        List<String> kept = List.of(".b_out.h5.01234567.pending", ".other.h5.01234567.pending", ".out.h5.01234567",
                ".out.h5.0123456.pending", ".out.h5.b.h5.01234567.pending", ".out.h5.txt", "out.h5",
                "out.h5.01234567.pending");
        for (String other : kept) {
            write(storage, root(scheme) + "/" + other, "stays");
        }
        Files.createDirectories(folder.resolve(".out.h5.aaaaaaaa.pending/kept"));
        PendingFile.removeLeftovers(storage, root(scheme) + "/", "out.h5"::equals);
        List<String> all = new ArrayList<>(kept);
        all.add(".out.h5.aaaaaaaa.pending");
        assertEquals(all.stream().sorted().toList(), storage.list(root(scheme)));
    }

    @Test
    void temporaryNamesAreShort() throws IOException {
        String longest = folder + "/" + "n".repeat(255 - PendingFile.EXTRA_NAME_BYTES);
        try (PendingFile pending = PendingFile.create(Storages.standard().of(longest), longest)) {
            pending.commit();
        }
        assertTrue(Files.exists(Path.of(longest)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://"})
    void neverDeletesATreeOrWhatALinkLeadsTo(String scheme) throws IOException {
        Storage storage = Storages.standard().of(root(scheme));
        write(storage, root(scheme) + "/user/notes.txt", "mine");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("user"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));
        if (scheme.isEmpty()) {
            assertEquals(List.of("link", "nowhere", "user"), storage.list(root(scheme)));
            assertEquals(List.of("link (a symbolic link)", "nowhere (a symbolic link)", "user (a folder)"),
                    storage.entries(root(scheme)).stream().map(FolderEntry::describe).toList());
        }
        assertThrows(IOException.class, () -> storage.delete(root(scheme) + "/user"));
        if (scheme.isEmpty()) {
            storage.delete(root(scheme) + "/link");
        } else {
            // Hadoop takes the link for the folder that it leads to.
            assertThrows(IOException.class, () -> storage.delete(root(scheme) + "/link"));
        }
        assertEquals("mine", Files.readString(folder.resolve("user/notes.txt")));
        storage.deleteFiles(root(scheme) + "/user", List.of("notes.txt", "none"));
        storage.delete(root(scheme) + "/user");
        assertFalse(Files.exists(folder.resolve("user")));
    }

    @Test
    void onlyUrisAreRemote() {
        assertTrue(Storages.isRemote("hdfs://host:8020/a.h5") && Storages.isRemote("s3a://bucket/a.tif")
                && Storages.isRemote("file:/tmp/a.h5"));
        assertFalse(Storages.isRemote("/tmp/a.h5:/main") || Storages.isRemote("a.h5") || Storages.isRemote("C:\\a.h5"));
    }

    @Test
    void namesUnknownFileSystem() {
        IOException e = assertThrows(IOException.class, () -> Storages.standard().of("nosuch://host/a"));
        assertTrue(e.getMessage().contains("nosuch"), e.getMessage());
    }

    @Test
    void passesSettingsToHadoop() {
        Storages storages = new Storages(Map.of("fs.nosuch.impl", "org.znn.NoSuchFileSystem"));
        IOException e = assertThrows(IOException.class, () -> storages.of("nosuch://host/a"));
        assertTrue(e.getMessage().startsWith("the file system for nosuch:// paths is not available; pass its jars to"
                + " spark-submit with --packages or --jars"), e.getMessage());
        assertTrue(e.getCause().getMessage().contains("org.znn.NoSuchFileSystem"), e.getCause().getMessage());
    }

    private static void write(Storage storage, String path, String text) throws IOException {
        try (OutputStream out = storage.create(path)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
