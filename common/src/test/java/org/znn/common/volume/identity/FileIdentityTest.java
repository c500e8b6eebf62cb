package org.znn.common.volume.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.volume.storage.FileVersion;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.storage.Storages;

/** A file is the same after whatever leaves its content, and another one after whatever changes it. */
class FileIdentityTest {

    private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_123L);
    private static final long SMALL = 100_000;
    private static final long LARGE = DigestBudget.MAX_WHOLE_BYTES + 1000;

    @TempDir
    private Path folder;
    private Path file;
    private Path copy;
    private Storage storage;

    @BeforeEach
    void nameFiles() throws IOException {
        file = folder.resolve("image.raw");
        copy = folder.resolve("copy.raw");
        storage = Storages.standard().of(file.toString());
    }

    @Test
    void touchedSmallFileIsTheSame() throws Exception {
        FileIdentity identity = create(SMALL);
        Files.setLastModifiedTime(file, FileTime.fromMillis(5));
        assertSame(identity);
    }

    /** Of a large file only samples are digested, so its time must be the same as well. */
    @Test
    void touchedLargeFileIsAnother() throws Exception {
        FileIdentity identity = create(LARGE);
        Files.setLastModifiedTime(file, FileTime.fromMillis(5));
        assertChanged(identity, "it was written at 1970-01-01T00:00:00.005Z (before: 2023-11-14T22:13:20.123Z), and is"
                + " too large to be compared as a whole");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, SMALL, LARGE})
    void fileWithOtherPermissionsOrLinksIsTheSame(long bytes) throws Exception {
        FileIdentity identity = create(bytes);
        FileVersion before = storage.version(file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        Files.createLink(copy, file);
        assertNotEquals(before.stamp(), storage.version(file.toString()).stamp());
        assertSame(identity);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, SMALL, LARGE})
    void fileThatIsReplacedByACopyIsTheSame(long bytes) throws Exception {
        FileIdentity identity = create(bytes);
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertSame(identity);
        assertEquals(identity.text(), identify().text());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, SMALL, LARGE})
    void byteThatChangesWithTheTimeRestoredIsFound(long bytes) throws Exception {
        for (long position : new long[] {0, bytes - 1}) {
            FileIdentity identity = create(bytes);
            flip(position);
            Files.setLastModifiedTime(file, TIME);
            assertChanged(identity, "its content changed, although its time is still 2023-11-14T22:13:20.123Z");
            assertNotEquals(identity.text(), identify().text());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {SMALL, LARGE})
    void fileThatGrowsShrinksOrGoesIsAnother(long bytes) throws Exception {
        FileIdentity identity = create(bytes);
        for (long other : new long[] {bytes + 1, bytes - 1, 0}) {
            resize(other);
            Files.setLastModifiedTime(file, TIME);
            assertChanged(identity, "its size changed from " + bytes + " to " + other
                    + " bytes at 2023-11-14T22:13:20.123Z");
        }
        Files.delete(file);
        assertChanged(identity, "it was removed");
    }

    /** File systems without stamps cost a digest for each comparison, and find the same. */
    @Test
    void versionWithoutAStampIsSettledByTheContent() throws Exception {
        FileIdentity stamped = create(SMALL);
        FileVersion version = FileVersion.withoutStamp(SMALL, TIME.toMillis());
        FileIdentity identity = new FileIdentity(version, stamped.digest());
        assertEquals(Optional.empty(), difference(identity, version));
        flip(SMALL / 2);
        assertTrue(difference(identity, version).isPresent());
    }

    /** File systems in memory keep the times of a file that is written through a mapping, as numpy.memmap does. */
    @Test
    void changeThroughAMappingIsFoundInMemory() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isDirectory(memory) && Files.getFileStore(memory).type().equals("tmpfs"),
                "there is no file system in memory");
        file = Files.createTempFile(memory, "znn-", ".raw");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            resize(SMALL);
            MappedByteBuffer mapping = channel.map(FileChannel.MapMode.READ_WRITE, 0, SMALL);
            mapping.put(0, (byte) 1);
            FileIdentity identity = FileIdentity.of(storage, file.toString(), storage.version(file.toString()),
                    Optional.of(0));
            mapping.put((int) SMALL / 2, (byte) 1);
            assertTrue(difference(identity).isPresent());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void etagSettlesWithoutReading() throws Exception {
        FileVersion version = new FileVersion(SMALL, 1, FileVersion.Kind.ETAG, "\"abc\"");
        FileIdentity identity = new FileIdentity(version, ContentDigest.NONE);
        assertEquals(Optional.empty(), difference(identity, version));
        assertEquals(Optional.of("the object was written anew at 1970-01-01T00:00:00.001Z"),
                difference(identity, new FileVersion(SMALL, 1, FileVersion.Kind.ETAG, "\"abd\"")));
    }

    @Test
    void manyFilesAreDigestedWithinABudget() {
        FileVersion local = FileVersion.withoutStamp(50L << 20, 1);
        FileVersion object = new FileVersion(50L << 20, 1, FileVersion.Kind.ETAG, "e");
        assertEquals(Optional.of(ContentDigest.WHOLE), new DigestBudget(2, 100L << 20).pages(local));
        assertEquals(Optional.of(256), new DigestBudget(30, 1500L << 20).pages(local));
        assertEquals(Optional.of(1), new DigestBudget(10_000, 500_000L << 20).pages(local));
        assertEquals(Optional.of(16), new DigestBudget(2, 100L << 20).pages(object));
        assertEquals(Optional.empty(), new DigestBudget(10_000, 500_000L << 20).pages(object));
    }

    private FileIdentity create(long bytes) throws Exception {
        Files.deleteIfExists(file);
        resize(bytes);
        Files.setLastModifiedTime(file, TIME);
        FileIdentity identity = identify();
        awaitAnotherStamp();
        return identity;
    }

    private FileIdentity identify() throws IOException {
        FileVersion version = storage.version(file.toString());
        return FileIdentity.of(storage, file.toString(), version, new DigestBudget(1, version.bytes()).pages(version));
    }

    /** Waits until a change of a file gets another stamp than the last one: the clock of the kernel has ticks. */
    private void awaitAnotherStamp() throws IOException, InterruptedException {
        String stamp = storage.version(file.toString()).stamp().replaceFirst(".* ", "");
        Path probe = folder.resolve("probe");
        do {
            Thread.sleep(1);
            Files.deleteIfExists(probe);
            Files.createFile(probe);
        } while (storage.version(probe.toString()).stamp().endsWith(" " + stamp));
    }

    private void resize(long bytes) throws IOException {
        try (RandomAccessFile resized = new RandomAccessFile(file.toFile(), "rw")) {
            resized.setLength(bytes);
        }
    }

    private void flip(long position) throws IOException {
        try (RandomAccessFile flipped = new RandomAccessFile(file.toFile(), "rw")) {
            flipped.seek(position);
            int value = flipped.read();
            flipped.seek(position);
            flipped.write(value ^ 1);
        }
    }

    private void assertSame(FileIdentity identity) throws IOException {
        assertEquals(Optional.empty(), difference(identity));
    }

    private void assertChanged(FileIdentity identity, String change) throws IOException {
        assertEquals(Optional.of(change), difference(identity));
    }

    private Optional<String> difference(FileIdentity identity) throws IOException {
        return identity.difference(Files.exists(file) ? Optional.of(storage.version(file.toString()))
                : Optional.empty(), storage, file.toString());
    }

    private Optional<String> difference(FileIdentity identity, FileVersion now) throws IOException {
        return identity.difference(Optional.of(now), storage, file.toString());
    }
}
