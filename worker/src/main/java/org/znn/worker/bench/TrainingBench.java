package org.znn.worker.bench;

import java.util.Map;
import org.znn.common.network.InitialWeights;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Volume;
import org.znn.worker.engine.NetworkCompiler;
import org.znn.worker.engine.TrainingNetwork;
import org.znn.worker.engine.TrainingPlan;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Times a network's step of training, whole and step by step: it takes new weights and goes forward and backward.
 * Weights, input and the gradient of the output are random: speed does not depend on them.
 */
public final class TrainingBench {

    private static final double NANOS = 1e-9;
    /** The gradients of weights and of inputs do as many operations as the pass forward, each. */
    private static final int PASSES = 3;

    private TrainingBench() {
    }

    /**
     * How fast steps are.
     *
     * @param step       with three times the operations of a forward pass, as is usual
     * @param useSeconds of it for taking the weights, in the last step
     */
    public record Speed(NetworkSpeed step, double useSeconds) {
    }

    /**
     * Compiles the network and runs steps.
     *
     * @param plan of {@code spec}, in float32
     */
    public static Speed time(NetworkSpec spec, TrainingPlan plan, ThreadTeam team, Effort effort) {
        // Edges without 'init' stay 0, which is no mistake here.
        Weights weights = InitialWeights.draw(spec, 1, new Problems());
        StepClock clock = new StepClock();
        TrainingNetwork network = NetworkCompiler.compileTraining(plan, weights, team, clock);
        Map<String, Volume> inputs = RandomPatches.of(spec.inputs(), plan.inputSizes()::get);
        Map<String, Volume> gradients = RandomPatches.of(spec.outputs(), node -> plan.outputSize());
        long[] use = new long[1];
        Effort.Timing timing = effort.time(() -> {
            clock.begin();
            long start = System.nanoTime();
            network.use(weights);
            use[0] = System.nanoTime() - start;
            network.forward(inputs, 1);
            network.backward(gradients);
        });
        return new Speed(new NetworkSpeed(plan.outputSize(), PASSES * plan.forwardOperations(), timing.first(),
                timing.median(), timing.passes(), clock.medians(plan.steps(), timing.passes())), use[0] * NANOS);
    }
}
