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
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.TimingBudget;

/** Measures the forward pass of a network. */
public final class PassBench extends AbstractNetworkBench<NetworkPlan> {

    private final TimingBudget budget;

    /**
     * Creates a benchmark.
     *
     * @param mode selects the algorithms of the convolutions
     */
    public PassBench(Console console, PeakBench peak, ConvolutionMode mode, TimingBudget budget) {
        super(console, peak, mode, Kind.FORWARD);
        this.budget = budget;
    }

    @Override
    NetworkPlan plan(NetworkSpec network, Vec3 output, AlgorithmSelection algorithms, int threads) {
        return NetworkPlan.of(network, output, Precision.FLOAT32, algorithms, threads);
    }

    @Override
    long returnedBytes(NetworkPlan plan) {
        return plan.outputBytes();
    }

    @Override
    Measurement measure(NetworkSpec network, NetworkPlan plan, ForkJoinTeam team, BenchmarkReport report) {
        return new Measurement(NetworkBench.forward(network, plan, team, budget), List.of());
    }
}
