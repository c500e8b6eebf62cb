package org.znn.worker.bench;

import java.util.Map;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.engine.InferenceNetwork;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.TrainingNetwork;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Stopwatch;
import org.znn.worker.timing.TimingBudget;

/**
 * Times the passes of a network, as a whole and step by step. Weights, inputs and output gradients are random; the
 * speed does not depend on them.
 */
public final class NetworkBench {

    /** The weight gradients take as many operations as the forward pass, and so do the input gradients. */
    private static final int PASSES_PER_TRAINING_STEP = 3;

    private NetworkBench() {
    }

    /**
     * Speed of training steps.
     *
     * @param step              speed of the whole step; its operations are three times those of the forward pass, by
     *                          convention
     * @param setWeightsSeconds time in seconds to replace the weights in the last step, included in {@code step}
     */
    public record TrainingSpeed(NetworkSpeed step, double setWeightsSeconds) {
    }

    /**
     * Compiles a network and times forward passes.
     *
     * @param plan plan of {@code spec} in float32
     */
    public static NetworkSpeed forward(NetworkSpec spec, NetworkPlan plan, ForkJoinTeam team, TimingBudget budget) {
        InferenceNetwork network = NetworkCompiler.compile(plan, weights(spec), team);
        Map<String, Volume> inputs = RandomPatches.of(spec.inputs(), plan.inputSizes()::get);
        StepTimeRecorder recorder = new StepTimeRecorder();
        return NetworkSpeed.measure(plan, plan.operations(), recorder, budget,
                () -> network.forward(inputs, recorder));
    }

    /**
     * Compiles a network and times training steps: new weights, a forward and a backward pass.
     *
     * @param plan plan of {@code spec} in float32
     */
    public static TrainingSpeed training(NetworkSpec spec, TrainingPlan plan, ForkJoinTeam team, TimingBudget budget) {
        Weights weights = weights(spec);
        StepTimeRecorder recorder = new StepTimeRecorder();
        TrainingNetwork network = NetworkCompiler.compileTraining(plan, weights, team, recorder);
        Map<String, Volume> inputs = RandomPatches.of(spec.inputs(), plan.inputSizes()::get);
        Map<String, Volume> gradients = RandomPatches.of(spec.outputs(), node -> plan.outputSize());
        double[] setWeightsSeconds = new double[1];
        NetworkSpeed speed = NetworkSpeed.measure(plan, PASSES_PER_TRAINING_STEP * plan.forwardOperations(), recorder,
                budget, () -> {
                    setWeightsSeconds[0] = Stopwatch.SYSTEM.time(() -> network.setWeights(weights));
                    network.forward(inputs, 1);
                    network.backward(gradients);
                });
        return new TrainingSpeed(speed, setWeightsSeconds[0]);
    }

    private static Weights weights(NetworkSpec spec) {
        // Diagnostics are ignored: edges without 'init' keep the weights 0.
        return InitialWeights.draw(spec, 1, new Diagnostics());
    }
}
