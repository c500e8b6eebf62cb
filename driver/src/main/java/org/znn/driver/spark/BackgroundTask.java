package org.znn.driver.spark;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Best-effort work on a daemon thread that can be stopped at any time; its failures are ignored. */
final class BackgroundTask {

    private final Thread thread;
    private volatile boolean stopped;

    /**
     * Starts the thread.
     *
     * @param work regularly polls the supplier and returns once it is true
     */
    BackgroundTask(Consumer<BooleanSupplier> work) {
        thread = new Thread(() -> {
            try {
                work.accept(() -> stopped);
            } catch (RuntimeException | OutOfMemoryError e) {
                // Tasks do not depend on this work, and report errors of the job themselves.
                stopped = true;
            }
        }, "znn-background");
        thread.setDaemon(true);
        thread.start();
    }

    /** Requests the work to stop and waits for its thread. */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
