package org.znn.driver.bench;

import java.nio.file.Path;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchLines;
import org.znn.worker.bench.Effort;
import org.znn.worker.bench.NetworkBench;
import org.znn.worker.bench.NetworkSpeed;
import org.znn.worker.choice.Outline;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.parallel.ThreadTeam;

/** Measures a network's pass forward in float32, step by step. */
public final class PassBench {

    private final Console console;
    private final PeakBench peak;
    private final ConvolutionMode mode;
    private final Effort effort;

    /**
     * For a mode.
     *
     * @param mode   by which convolutions are computed
     * @param effort spent on a network
     */
    public PassBench(Console console, PeakBench peak, ConvolutionMode mode, Effort effort) {
        this.console = console;
        this.peak = peak;
        this.mode = mode;
        this.effort = effort;
    }

    /**
     * Tells the peak, then a line a step, and the whole.
     *
     * @param file   of the network
     * @param output voxels of a pass
     * @throws org.znn.common.problem.UserMistake where the network cannot be read or the heap cannot hold the pass
     */
    public void run(Path file, Vec3 output, int threads) {
        NetworkSpec network = NetworkParser.parse(file.toString());
        NetworkPlan direct = HeapCheck.fitting(network, () -> NetworkPlan.of(network, output, Precision.FLOAT32));
        HeapCheck.check(network, "a pass of " + output, direct.bytes() + direct.outputBytes());
        try (ThreadTeam team = new ThreadTeam(threads)) {
            BenchLines lines = peak.run(threads);
            ConvolutionChoice choice = new ChoiceBench(console, mode).run(
                    Outline.ofPass(network, output, Precision.FLOAT32, threads), false, direct.outputBytes(), team);
            NetworkPlan plan = HeapCheck.fitting(network,
                    () -> NetworkPlan.of(network, output, Precision.FLOAT32, choice, threads));
            HeapCheck.check(network, "a pass of " + output, plan.bytes() + plan.outputBytes());
            NetworkSpeed speed = NetworkBench.forward(network, plan, team, effort);
            lines.steps(speed).forEach(console::line);
            console.line(lines.total("pass", speed));
            lines.summary("pass", speed, plan.bytes()).forEach(console::line);
            console.line(lines.json(file, "forward", mode, speed));
        }
    }
}
