package org.znn.worker.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share out the parts of a loop. The caller works too, so a team of one starts none.
 * Which thread takes which part is left to chance; what a part computes must not depend on it.
 *
 * <p>A pass is made of many short loops one after another, and waking a thread takes as long as the loop of a small
 * layer. So a helper that runs out of work looks out for more for a moment before it sleeps.
 */
public final class ThreadTeam implements AutoCloseable {

    /** How often a helper looks before it sleeps: some 50 microseconds. */
    private static final int LOOKS = 2_000;

    private final int size;
    private final int looks;
    private final Helper[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile SharedLoop current;
    private volatile boolean closed;

    /** A team of the given number of threads, at least 1, the caller's included. */
    public ThreadTeam(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team of " + size + " threads");
        }
        this.size = size;
        looks = Runtime.getRuntime().availableProcessors() < size ? 0 : LOOKS;
        helpers = new Helper[size - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper("znn-" + (i + 1));
            helpers[i].start();
        }
    }

    public int size() {
        return size;
    }

    /**
     * Runs {@code body} for each part 0 … parts − 1 and returns when all are done; the first failure is thrown. A call
     * while the team is at work already, from another thread or from within a part, is done by its caller alone.
     *
     * @throws IllegalStateException once the team is closed
     */
    public void run(int parts, IntConsumer body) {
        if (closed) {
            throw new IllegalStateException("the thread team is closed");
        }
        SharedLoop loop = new SharedLoop(parts, body);
        if (helpers.length == 0 || parts < 2 || !busy.compareAndSet(false, true)) {
            loop.work();
            loop.await(0);
            return;
        }
        try {
            current = loop;
            for (int i = 0; i < Math.min(helpers.length, parts - 1); i++) {
                helpers[i].wake();
            }
            loop.work();
        } finally {
            current = null;
            busy.set(false);
        }
        loop.await(looks);
    }

    /** Lets the helpers end; a loop under way is finished first. */
    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            helper.wake();
        }
    }

    /** A thread that joins in every loop it sees. */
    private final class Helper extends Thread {

        private volatile boolean asleep;

        Helper(String name) {
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
            int looked = 0;
            while (!closed) {
                SharedLoop loop = current;
                if (loop != null && loop != last) {
                    loop.work();
                    last = loop;
                    looked = 0;
                } else if (looked++ < looks) {
                    Thread.onSpinWait();
                } else {
                    sleep(last);
                    looked = 0;
                }
            }
        }

        /** Says that it sleeps before it looks a last time, so that no caller can miss it. */
        private void sleep(SharedLoop last) {
            asleep = true;
            SharedLoop loop = current;
            if (!closed && (loop == null || loop == last)) {
                LockSupport.park(ThreadTeam.this);
            }
            asleep = false;
        }
    }

    /** The parts of one loop, taken by whoever is free. */
    private static final class SharedLoop {

        private final int parts;
        private final IntConsumer body;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger working = new AtomicInteger();
        private volatile Throwable failure;

        SharedLoop(int parts, IntConsumer body) {
            this.parts = parts;
            this.body = body;
        }

        /** Takes parts until none is left. Whoever takes one is counted as working before. */
        void work() {
            working.incrementAndGet();
            try {
                for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                    body.accept(part);
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
            next.set(parts);
        }

        /** Waits for those who still work. All parts are taken by now, so none can start one any more. */
        void await(int looks) {
            for (int looked = 0; working.get() > 0; looked++) {
                if (looked < looks) {
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
