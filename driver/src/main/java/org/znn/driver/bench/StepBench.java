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
import org.znn.worker.bench.TrainingBench;
import org.znn.worker.choice.Outline;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ThreadTeam;

/** Measures a network's step of training in float32: new weights, forward, backward. */
public final class StepBench {

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
    public StepBench(Console console, PeakBench peak, ConvolutionMode mode, Effort effort) {
        this.console = console;
        this.peak = peak;
        this.mode = mode;
        this.effort = effort;
    }

    /**
     * Tells the peak, then a line for each part of the step, and the whole.
     *
     * @param file   of the network
     * @param output voxels of a patch
     * @throws org.znn.common.problem.UserMistake where the network cannot be read or the heap cannot hold the step
     */
    public void run(Path file, Vec3 output, int threads) {
        NetworkSpec network = NetworkParser.parse(file.toString());
        TrainingPlan direct = HeapCheck.fitting(network, () -> TrainingPlan.of(network, output, Precision.FLOAT32));
        long returned = direct.outputBytes() + direct.gradientBytes();
        HeapCheck.check(network, "a step of training of " + output, direct.bytes() + returned);
        try (ThreadTeam team = new ThreadTeam(threads)) {
            BenchLines lines = peak.run(threads);
            ConvolutionChoice choice = new ChoiceBench(console, mode).run(
                    Outline.ofStep(network, output, Precision.FLOAT32, threads), true, returned, team);
            TrainingPlan plan = HeapCheck.fitting(network,
                    () -> TrainingPlan.of(network, output, Precision.FLOAT32, choice, threads));
            HeapCheck.check(network, "a step of training of " + output, plan.bytes() + returned);
            TrainingBench.Speed speed = TrainingBench.time(network, plan, team, effort);
            lines.steps(speed.step()).forEach(console::line);
            console.line(lines.newWeights(speed.useSeconds()));
            console.line(lines.total("step of training", speed.step()));
            lines.summary("step", speed.step(), plan.bytes()).forEach(console::line);
            console.line(lines.json(file, "train", mode, speed.step()));
        }
    }
}
