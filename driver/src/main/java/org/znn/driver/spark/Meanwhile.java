package org.znn.driver.spark;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Work on a thread of its own that may end at any time, and is of use to others by then. */
final class Meanwhile {

    private final Thread thread;
    private volatile boolean ended;

    /** Begins it; it is told to ask now and then whether to end. */
    Meanwhile(Consumer<BooleanSupplier> work) {
        thread = new Thread(() -> {
            try {
                work.accept(() -> ended);
            } catch (RuntimeException | OutOfMemoryError e) {
                // Nobody needs it. What is wrong with a job is told by its tasks, with what they were doing.
                ended = true;
            }
        }, "znn-meanwhile");
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells it to end, and waits until it has. */
    void end() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
