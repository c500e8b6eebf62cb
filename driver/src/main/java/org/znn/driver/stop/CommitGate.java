package org.znn.driver.stop;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * Leaves no file half written when the JVM of an executor ends: tasks go on until it halts, but commits begin only
 * before that, and those under way are awaited.
 */
public final class CommitGate {

    /** Spark kills an executor 10 s after it was asked to end. */
    private static final Duration LIMIT = Duration.ofSeconds(9);

    private int underWay;
    private boolean closed;

    /** Creates a gate that closes when this JVM ends. */
    public static CommitGate ofThisJvm() {
        CommitGate gate = new CommitGate();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(gate::close, "znn-commits"));
        } catch (IllegalStateException e) {
            gate.close();
        }
        return gate;
    }

    /**
     * Does a commit. Once the gate is closed it waits for the end of the JVM instead: if the task failed, Spark would
     * count that against its block.
     *
     * @throws CancellationException if the thread is interrupted while it waits
     */
    public <E extends Exception> void commit(Action<E> commit) throws E {
        enter();
        try {
            commit.run();
        } finally {
            leave();
        }
    }

    /** Lets no commit begin from now on, and waits until those under way are done. */
    public synchronized void close() {
        closed = true;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            for (long left = LIMIT.toMillis(); underWay > 0 && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void enter() {
        try {
            while (closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the process is ending");
        }
        underWay++;
    }

    private synchronized void leave() {
        underWay--;
        notifyAll();
    }
}
