package org.znn.driver.bench;

import java.util.function.IntToDoubleFunction;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchmarkReport;
import org.znn.worker.simd.Simd;

/** Measures the peak rate of multiply-adds, the reference of all other benchmarks. */
public final class PeakBench {

    private final Console console;
    private final IntToDoubleFunction peak;

    /**
     * Creates a benchmark.
     *
     * @param peak measures GFLOP/s with a given number of threads
     */
    public PeakBench(Console console, IntToDoubleFunction peak) {
        this.console = console;
        this.peak = peak;
    }

    /** Prints the peak rate and returns the report of benchmarks with {@code threads} threads. */
    BenchmarkReport measure(int threads) {
        double one = peak.applyAsDouble(1);
        double all = threads == 1 ? one : peak.applyAsDouble(threads);
        console.printResult("kernels  " + Simd.preferred().name());
        console.printResult("peak     " + Math.round(one) + " GFLOP/s with 1 thread"
                + (threads == 1 ? "" : ", " + Math.round(all) + " with " + threads));
        console.printResult("");
        return new BenchmarkReport(threads, all);
    }
}
