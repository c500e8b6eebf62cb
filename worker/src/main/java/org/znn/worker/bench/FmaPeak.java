package org.znn.worker.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.znn.worker.simd.FmaLoop;
import org.znn.worker.simd.Simd;

/** The peak rate of float32 fused multiply-adds in this JVM; the speed of layers is given as a share of it. */
public final class FmaPeak {

    private static final int MIN_TRIALS = 12;
    /** Minimum duration of all trials; a trial takes milliseconds, so that a short disturbance does not affect all. */
    private static final long MIN_NANOS = 500_000_000;
    /** Short calls first, so that the loop is compiled as a whole and not by on-stack replacement. */
    private static final int WARM_UP_CALLS = 5_000;
    private static final int WARM_UP_ROUNDS = 1_000;
    private static final int ROUNDS = 1_000_000;

    private FmaPeak() {
    }

    /** Measures GFLOP/s of {@code threads} threads with the preferred instructions, in about half a second. */
    public static double gflops(int threads) {
        return gflops(Simd.preferred(), threads);
    }

    /**
     * Measures GFLOP/s of {@code threads} threads together, the maximum of many trials.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public static double gflops(Simd simd, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the peak needs at least 1 thread, not " + threads);
        }
        FmaLoop loop = simd.fmaLoop();
        float sink = 0;
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            sink += loop.execute(WARM_UP_ROUNDS);
        }
        double best = 0;
        long began = System.nanoTime();
        for (int i = 0; i < MIN_TRIALS || System.nanoTime() - began < MIN_NANOS; i++) {
            best = Math.max(best, trial(loop, threads));
        }
        // Always false, but unknown to the compiler, which must therefore compute the sum.
        return Float.isNaN(sink) ? Double.NaN : best;
    }

    /** Starts all threads together and measures the time until the last one ends. */
    private static double trial(FmaLoop loop, int threads) {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch start = new CountDownLatch(1);
        AtomicReference<Float> sink = new AtomicReference<>();
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Thread(() -> {
                ready.countDown();
                awaitQuietly(start);
                sink.set(loop.execute(ROUNDS));
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
        return (double) threads * ROUNDS * loop.operationsPerRound() / (System.nanoTime() - began);
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
