package org.znn.worker.bench;

import java.util.Map;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Volume;
import org.znn.worker.engine.CompiledNetwork;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.parallel.ThreadTeam;

/** Times a network's forward pass, whole and step by step, with random weights and input: speed depends on neither. */
public final class NetworkBench {

    private NetworkBench() {
    }

    /**
     * Compiles the network and runs passes.
     *
     * @param plan of {@code spec}, in float32
     */
    public static NetworkSpeed forward(NetworkSpec spec, NetworkPlan plan, ThreadTeam team, Effort effort) {
        // Edges without 'init' stay 0, which is no mistake here.
        CompiledNetwork network = NetworkCompiler.compile(plan, InitialWeights.draw(spec, 1, new Problems()), team);
        Map<String, Volume> inputs = RandomPatches.of(spec.inputs(), plan.inputSizes()::get);
        StepClock clock = new StepClock();
        Effort.Timing timing = effort.time(() -> {
            clock.begin();
            network.forward(inputs, clock);
        });
        return new NetworkSpeed(plan.outputSize(), plan.operations(), timing.first(), timing.median(),
                timing.passes(), clock.medians(plan.steps(), timing.passes()));
    }
}
