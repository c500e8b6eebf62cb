package org.znn.driver.bench;

import java.nio.file.Path;
import java.util.List;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchmarkReport;
import org.znn.worker.autotune.SelectionProblem;
import org.znn.worker.bench.NetworkSpeed;
import org.znn.worker.engine.ExecutionPlan;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Measures a network in float32, step by step.
 *
 * @param <P> type of the plan of a pass, or of a training step
 */
abstract class AbstractNetworkBench<P extends ExecutionPlan> {

    private final Console console;
    private final PeakBench peak;
    private final ConvolutionMode mode;
    private final Kind kind;

    /**
     * Creates a benchmark.
     *
     * @param mode selects the algorithms of the convolutions
     */
    AbstractNetworkBench(Console console, PeakBench peak, ConvolutionMode mode, Kind kind) {
        this.console = console;
        this.peak = peak;
        this.mode = mode;
        this.kind = kind;
    }

    /** The unit of work that is measured. */
    enum Kind {
        FORWARD("pass", "pass", "forward"),
        TRAINING("training step", "step", "train");

        private final String title;
        private final String shortTitle;
        private final String jsonMode;

        Kind(String title, String shortTitle, String jsonMode) {
            this.title = title;
            this.shortTitle = shortTitle;
            this.jsonMode = jsonMode;
        }
    }

    /**
     * The result of a benchmark.
     *
     * @param extraRows table rows to print after those of the steps
     */
    record Measurement(NetworkSpeed speed, List<String> extraRows) {
    }

    /**
     * Prints the peak rate, a line per step, and a summary.
     *
     * @param file   network file
     * @param output size (z, y, x) of an output patch
     * @throws org.znn.common.diagnostic.UserErrorException if the network cannot be read or does not fit in the heap
     */
    public final void measure(Path file, Vec3 output, int threads) {
        NetworkSpec network = NetworkParser.parse(file.toString());
        P direct = checkedPlan(network, output, AlgorithmSelection.DIRECT, threads);
        try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
            BenchmarkReport report = peak.measure(threads);
            AlgorithmSelection algorithms = new AutotuneBench(console, mode).select(
                    SelectionProblem.of(network, a -> plan(network, output, a, threads)), kind == Kind.TRAINING,
                    returnedBytes(direct), team);
            P plan = checkedPlan(network, output, algorithms, threads);
            Measurement measurement = measure(network, plan, team, report);
            NetworkSpeed speed = measurement.speed();
            report.steps(speed).forEach(console::printResult);
            measurement.extraRows().forEach(console::printResult);
            console.printResult(report.total(kind.title, speed));
            report.summary(kind.shortTitle, speed, plan.bytes()).forEach(console::printResult);
            console.printResult(report.json(file, kind.jsonMode, mode, speed));
        }
    }

    private P checkedPlan(NetworkSpec network, Vec3 output, AlgorithmSelection algorithms, int threads) {
        P plan = HeapCheck.requireArrays(network, () -> plan(network, output, algorithms, threads));
        HeapCheck.requireHeap(network, "a " + kind.title + " of " + output, plan.bytes() + returnedBytes(plan));
        return plan;
    }

    abstract P plan(NetworkSpec network, Vec3 output, AlgorithmSelection algorithms, int threads);

    /** Returns the bytes of the result of a pass, or of a training step. */
    abstract long returnedBytes(P plan);

    abstract Measurement measure(NetworkSpec network, P plan, ForkJoinTeam team, BenchmarkReport report);
}
