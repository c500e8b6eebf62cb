package org.znn.worker.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.znn.worker.simd.FmaLoop;
import org.znn.worker.simd.Simd;

/** The most float32 operations a second that this JVM reaches with fused multiply-adds: 100 % for a layer. */
public final class FmaPeak {

    private static final int FEWEST_TRIALS = 12;
    /** A trial takes milliseconds: so many that something else which runs for a moment does not lower them all. */
    private static final long NANOS = 500_000_000;
    /** Short calls first, so that the loop is compiled as a whole and not in the middle of its first run. */
    private static final int WARMING_CALLS = 5_000;
    private static final int WARMING_ROUNDS = 1_000;
    private static final int ROUNDS = 1_000_000;

    private FmaPeak() {
    }

    /** GFLOP/s of that many threads at once with what this JVM computes with; takes about half a second. */
    public static double gflops(int threads) {
        return gflops(Simd.ofThisJvm(), threads);
    }

    /**
     * GFLOP/s of that many threads at once, the best of many trials.
     *
     * @throws IllegalArgumentException for less than one thread
     */
    public static double gflops(Simd simd, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a peak of " + threads + " threads");
        }
        FmaLoop loop = simd.fmaLoop();
        float kept = 0;
        for (int i = 0; i < WARMING_CALLS; i++) {
            kept += loop.run(WARMING_ROUNDS);
        }
        double best = 0;
        long began = System.nanoTime();
        for (int i = 0; i < FEWEST_TRIALS || System.nanoTime() - began < NANOS; i++) {
            best = Math.max(best, trial(loop, threads));
        }
        // Never so, but the compiler cannot know: it must compute what is kept.
        return Float.isNaN(kept) ? Double.NaN : best;
    }

    /** All threads begin together; the time is that until the last has ended. */
    private static double trial(FmaLoop loop, int threads) {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch start = new CountDownLatch(1);
        AtomicReference<Float> kept = new AtomicReference<>();
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Thread(() -> {
                ready.countDown();
                awaitQuietly(start);
                kept.set(loop.run(ROUNDS));
            }, "znn-peak-" + i);
            workers[i].setDaemon(true);
            workers[i].start();
        }
        awaitQuietly(ready);
        long began = System.nanoTime();
        start.countDown();
        for (Thread worker : workers) {
            joinQuietly(worker);
        }
        return (double) threads * ROUNDS * loop.operationsOfRound() / (System.nanoTime() - began);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while measuring", e);
    }
}
