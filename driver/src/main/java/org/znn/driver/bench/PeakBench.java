package org.znn.driver.bench;

import java.util.function.IntToDoubleFunction;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchLines;
import org.znn.worker.simd.Simd;

/** Measures the multiply-adds that the machine can do at most, of which all else is a share. */
public final class PeakBench {

    private final Console console;
    private final IntToDoubleFunction peak;

    /**
     * For this machine.
     *
     * @param peak measures the GFLOP/s of that many threads
     */
    public PeakBench(Console console, IntToDoubleFunction peak) {
        this.console = console;
        this.peak = peak;
    }

    /** Tells the peak; the lines are for what is measured with that many threads. */
    BenchLines run(int threads) {
        double one = peak.applyAsDouble(1);
        double all = threads == 1 ? one : peak.applyAsDouble(threads);
        console.line("computes " + Simd.ofThisJvm().name());
        console.line("peak     " + Math.round(one) + " GFLOP/s with 1 thread"
                + (threads == 1 ? "" : ", " + Math.round(all) + " with " + threads));
        console.line("");
        return new BenchLines(threads, all);
    }
}
