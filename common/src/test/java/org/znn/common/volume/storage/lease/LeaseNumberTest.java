package org.znn.common.volume.storage.lease;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.storage.Storages;

/** A lease whose number has no successor is named, since nobody could take it over. */
class LeaseNumberTest {

    @TempDir
    private Path folder;
    @TempDir
    private Path procRoot;

    @Test
    void highestNumberIsRefused() throws IOException {
        Path lease = Files.createFile(folder.resolve(".net.lease-" + LeaseFiles.MAX_NUMBER));
        LeaseTiming timing = new LeaseTiming(Duration.ofDays(1), Duration.ofSeconds(1), 60, time -> {
        });
        JobProcess process = new JobProcess("ann", "host1", 1001, "77", "boot-1", "pid:[4026531836]");
        try (OutputLeases job = new OutputLeases(Storages.standard(), "train", timing, message -> {
        }, new FakeProc(procRoot).folder(), process)) {
            IOException e = assertThrows(IOException.class, () -> job.acquire(List.of(folder + "/net")));
            assertEquals("the lease " + lease + " has a number that no job reaches; remove the file", e.getMessage());
        }
        assertArrayEquals(new String[] {lease.getFileName().toString()}, folder.toFile().list());
    }
}
