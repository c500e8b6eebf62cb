package org.znn.driver.forward.part;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.volume.storage.Storages;

/** A signal interrupts the thread that reads the parts: they are not taken for damaged ones, which are removed. */
class InterruptedPartsTest {

    private static final String JOB = "fingerprint";
    private static final int BLOCKS = 3;

    @TempDir
    private Path folder;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void partsThatCannotBeReadAfterAnInterruptAreNotUnusable() throws IOException {
        PartFolder parts = new PartFolder(new Storages(new TreeMap<>()).of(folder.toString()), folder.toString());
        BitSet blocks = new BitSet();
        for (int block = 0; block < BLOCKS; block++) {
            parts.commit(new PartHeader(JOB, block, List.of()), List.of());
            blocks.set(block);
        }
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> parts.checkHeaders(blocks, JOB));
        assertTrue(Thread.interrupted());
        assertTrue(parts.checkHeaders(blocks, JOB).isEmpty());
    }
}
