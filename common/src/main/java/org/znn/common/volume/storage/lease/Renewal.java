package org.znn.common.volume.storage.lease;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.znn.common.volume.storage.Storage;

/**
 * The sign of life of a job: a number in a file, raised by a thread of its own. One file serves all outputs of the job,
 * so that a renewal is one request, and its name is that of no other job, so that no renewal, however late, changes a
 * file of another one.
 */
final class Renewal implements Closeable {

    private static final long STOP_SECONDS = 5;

    private final Storage storage;
    private final String path;
    private final Consumer<String> messages;
    private final ScheduledExecutorService thread;
    private long number;
    private boolean failing;

    private Renewal(Storage storage, String path, Consumer<String> messages) {
        this.storage = storage;
        this.path = path;
        this.messages = messages;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "znn-lease");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Starts to renew; the file is created by the first renewal.
     *
     * @param messages receives a warning if a renewal fails
     */
    static Renewal start(Storage storage, String path, Duration interval, Consumer<String> messages) {
        Renewal renewal = new Renewal(storage, path, messages);
        renewal.thread.scheduleWithFixedDelay(renewal::renew, interval.toMillis(), interval.toMillis(),
                TimeUnit.MILLISECONDS);
        return renewal;
    }

    String path() {
        return path;
    }

    /** Raises the number. */
    void renew() {
        number++;
        try (OutputStream out = storage.create(path)) {
            out.write(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing && !thread.isShutdown()) {
                messages.accept("warning: " + path + " could not be written (" + e.getMessage() + "); if that lasts, a"
                        + " job on another machine may take over the output of this one");
            }
            failing = true;
        }
    }

    /** Stops renewing and removes the file. */
    @Override
    public void close() throws IOException {
        thread.shutdown();
        boolean interrupted = false;
        try {
            thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            storage.delete(path);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
