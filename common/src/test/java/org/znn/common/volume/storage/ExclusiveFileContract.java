package org.znn.common.volume.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What every file system must do that creates files only if their names are free. */
public final class ExclusiveFileContract {

    private static final int THREADS = 4;

    private ExclusiveFileContract() {
    }

    /** Creates a file in a missing folder, then tries to create it and the folder again. */
    public static void createsOnlyWhatDoesNotExist(Storage storage, String root) throws IOException {
        String file = root + "/deep/er/.lease";
        assertTrue(storage.createNew(file, bytes("first")));
        assertFalse(storage.createNew(file, bytes("second")));
        assertFalse(storage.createNew(root + "/deep", bytes("third")), "a folder has the name");
        assertEquals("first", read(storage, file));
        assertEquals(List.of(".lease"), storage.list(root + "/deep/er"));
        storage.delete(file);
        assertTrue(storage.createNew(file, bytes("fourth")));
        assertEquals("fourth", read(storage, file));
    }

    /** Lets threads create one file at the same moment, again and again; exactly one of them succeeds. */
    public static void letsOneOfManySucceed(Storage storage, String root, int rounds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            for (int round = 0; round < rounds; round++) {
                String file = root + "/round" + round;
                List<Callable<Boolean>> writers = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    byte[] contents = bytes("thread " + thread);
                    writers.add(() -> {
                        start.await();
                        return storage.createNew(file, contents);
                    });
                }
                List<String> winners = new ArrayList<>();
                List<Future<Boolean>> results = threads.invokeAll(writers);
                for (int thread = 0; thread < THREADS; thread++) {
                    if (results.get(thread).get()) {
                        winners.add("thread " + thread);
                    }
                }
                assertEquals(List.of(read(storage, file)), winners);
            }
            assertTrue(storage.isExclusive(root + "/round0"));
            assertEquals(rounds, storage.list(root).size(), "temporary files remain");
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(Storage storage, String path) throws IOException {
        try (ByteSource source = storage.open(path)) {
            return new String(source.read(0, (int) source.length(), ByteOrder.BIG_ENDIAN).array(),
                    StandardCharsets.US_ASCII);
        }
    }
}
