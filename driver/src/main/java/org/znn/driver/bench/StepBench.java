package org.znn.driver.bench;

import java.util.List;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.driver.console.Console;
import org.znn.driver.report.BenchmarkReport;
import org.znn.worker.bench.NetworkBench;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.TimingBudget;

/** Measures a training step of a network: new weights, a forward and a backward pass. */
public final class StepBench extends AbstractNetworkBench<TrainingPlan> {

    private final TimingBudget budget;

    /**
     * Creates a benchmark.
     *
     * @param mode selects the algorithms of the convolutions
     */
    public StepBench(Console console, PeakBench peak, ConvolutionMode mode, TimingBudget budget) {
        super(console, peak, mode, Kind.TRAINING);
        this.budget = budget;
    }

    @Override
    TrainingPlan plan(NetworkSpec network, Vec3 output, AlgorithmSelection algorithms, int threads) {
        return TrainingPlan.of(network, output, Precision.FLOAT32, algorithms, threads);
    }

    @Override
    long returnedBytes(TrainingPlan plan) {
        return plan.outputBytes() + plan.gradientBytes();
    }

    @Override
    Measurement measure(NetworkSpec network, TrainingPlan plan, ForkJoinTeam team, BenchmarkReport report) {
        NetworkBench.TrainingSpeed speed = NetworkBench.training(network, plan, team, budget);
        return new Measurement(speed.step(), List.of(report.newWeights(speed.setWeightsSeconds())));
    }
}
