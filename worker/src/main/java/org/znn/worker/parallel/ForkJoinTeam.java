package org.znn.worker.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed team of threads that executes parallel loops. The caller is one of the threads, so a team of size 1 starts
 * none. Iterations are scheduled dynamically; their results must not depend on the thread that executes them.
 *
 * <p>A pass consists of many short loops, and waking a thread takes as long as the loop of a small layer. A worker that
 * runs out of work therefore spins for a moment before it sleeps.
 */
public final class ForkJoinTeam implements AutoCloseable {

    /** Polls of an idle worker before it sleeps, about 50 microseconds. */
    private static final int SPIN_LIMIT = 2_000;

    private final int size;
    private final int spinLimit;
    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile SharedLoop current;
    private volatile boolean closed;

    /**
     * Starts the workers of a team.
     *
     * @param size number of threads including the caller, at least 1
     */
    public ForkJoinTeam(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team needs at least 1 thread, not " + size);
        }
        this.size = size;
        spinLimit = Runtime.getRuntime().availableProcessors() < size ? 0 : SPIN_LIMIT;
        workers = new Worker[size - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker("znn-" + (i + 1));
            workers[i].start();
        }
    }

    public int size() {
        return size;
    }

    /**
     * Executes {@code body} for each index 0 … count − 1 and returns when all iterations are complete. If an iteration
     * fails, no further ones start, and its exception is thrown when those already started are complete. A call while
     * the team is busy, from another thread or from within an iteration, is executed by its caller alone.
     *
     * @throws IllegalStateException if the team is closed
     */
    public void parallelFor(int count, IntConsumer body) {
        if (closed) {
            throw new IllegalStateException("the thread team is closed");
        }
        SharedLoop loop = new SharedLoop(count, body);
        if (workers.length == 0 || count < 2 || !busy.compareAndSet(false, true)) {
            loop.work();
            loop.awaitCompletion(0);
            return;
        }
        try {
            current = loop;
            for (int i = 0; i < Math.min(workers.length, count - 1); i++) {
                workers[i].wake();
            }
            loop.work();
        } finally {
            current = null;
            busy.set(false);
        }
        loop.awaitCompletion(spinLimit);
    }

    /** Ends the workers, after the current loop if there is one. */
    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            worker.wake();
        }
    }

    /** A thread that takes part in every loop. */
    private final class Worker extends Thread {

        private volatile boolean asleep;

        Worker(String name) {
            super(name);
            setDaemon(true);
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            SharedLoop last = null;
            int polls = 0;
            while (!closed) {
                SharedLoop loop = current;
                if (loop != null && loop != last) {
                    loop.work();
                    last = loop;
                    polls = 0;
                } else if (polls++ < spinLimit) {
                    Thread.onSpinWait();
                } else {
                    sleep(last);
                    polls = 0;
                }
            }
        }

        /** Sets {@code asleep} before it checks for a loop once more, so that no wake-up is lost. */
        private void sleep(SharedLoop last) {
            asleep = true;
            SharedLoop loop = current;
            if (!closed && (loop == null || loop == last)) {
                LockSupport.park(ForkJoinTeam.this);
            }
            asleep = false;
        }
    }

    /** The iterations of one loop; each free thread takes the next one. */
    private static final class SharedLoop {

        private final int count;
        private final IntConsumer body;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger working = new AtomicInteger();
        private volatile Throwable failure;

        SharedLoop(int count, IntConsumer body) {
            this.count = count;
            this.body = body;
        }

        /** Executes iterations until none is left. A thread is counted as working before it takes one. */
        void work() {
            working.incrementAndGet();
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    body.accept(i);
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                if (working.decrementAndGet() == 0 && Thread.currentThread() != caller) {
                    LockSupport.unpark(caller);
                }
            }
        }

        private synchronized void fail(Throwable e) {
            failure = failure == null ? e : failure;
            next.set(count);
        }

        /** Waits for the threads that still work. All iterations are taken, so no thread can start another one. */
        void awaitCompletion(int spinLimit) {
            for (int polls = 0; working.get() > 0; polls++) {
                if (polls < spinLimit) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
