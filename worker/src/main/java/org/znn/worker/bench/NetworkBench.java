package org.znn.worker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.problem.Problems;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.engine.CompiledNetwork;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.StepInfo;
import org.znn.worker.parallel.ThreadTeam;

/** Times a network's forward pass, whole and step by step, with random weights and input: speed depends on neither. */
public final class NetworkBench {

    private static final double NANOS = 1e-9;

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
        Map<String, Volume> inputs = inputs(spec, plan);
        List<List<Long>> nanos = new ArrayList<>();
        List<StepInfo> steps = plan.steps();
        Effort.Timing timing = effort.time(() -> {
            List<Long> pass = new ArrayList<>(steps.size());
            network.forward(inputs, (step, time) -> pass.add(time));
            nanos.add(pass);
        });
        List<List<Long>> timed = nanos.subList(nanos.size() - timing.passes(), nanos.size());
        List<NetworkSpeed.Step> speeds = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            long[] times = timed.stream().mapToLong(pass -> pass.get(step)).sorted().toArray();
            speeds.add(new NetworkSpeed.Step(steps.get(i), times[times.length / 2] * NANOS));
        }
        return new NetworkSpeed(plan.outputSize(), plan.operations(), timing.first(), timing.median(),
                timing.passes(), speeds);
    }

    private static Map<String, Volume> inputs(NetworkSpec spec, NetworkPlan plan) {
        SplittableRandom random = new SplittableRandom(2);
        Map<String, Volume> inputs = new TreeMap<>();
        for (NodeSpec node : spec.inputs()) {
            FloatVolume patch = (FloatVolume) Volume.zeros(plan.precision(), node.size(),
                    plan.inputSizes().get(node.name()));
            for (int i = 0; i < patch.data().length; i++) {
                patch.data()[i] = (float) random.nextDouble(-1, 1);
            }
            inputs.put(node.name(), patch);
        }
        return inputs;
    }
}
