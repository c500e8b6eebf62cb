package org.znn.worker.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share out the parts of a loop. The caller works too, so a team of one starts none.
 * Which thread takes which part is left to chance; what a part computes must not depend on it.
 */
public final class ThreadTeam implements AutoCloseable {

    private final int size;
    private final ExecutorService helpers;

    /** A team of the given number of threads, at least 1, the caller's included. */
    public ThreadTeam(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team of " + size + " threads");
        }
        this.size = size;
        AtomicInteger number = new AtomicInteger();
        helpers = size == 1 ? null : Executors.newFixedThreadPool(size - 1, task -> {
            Thread thread = new Thread(task, "znn-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public int size() {
        return size;
    }

    /** Runs {@code body} for each part 0 … parts − 1 and returns when all are done; the first failure is thrown. */
    public void run(int parts, IntConsumer body) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                body.accept(part);
            }
        };
        int helping = Math.min(size, parts) - 1;
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < helping; i++) {
            running.add(helpers.submit(share));
        }
        try {
            share.run();
        } finally {
            next.set(parts);
            running.forEach(ThreadTeam::await);
        }
    }

    private static void await(Future<?> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause ? cause
                            : e.getCause() instanceof Error error ? rethrow(error)
                            : new IllegalStateException(e.getCause());
                } catch (CancellationException e) {
                    throw new IllegalStateException("the thread team was closed while it worked", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrow(Error error) {
        throw error;
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdownNow();
        }
    }
}
