package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** The prepared steps of a training step: a forward and a backward pass in shared buffers. */
final class CompiledTraining extends AbstractCompiledNetwork implements TrainingNetwork {

    private final TrainingPlan plan;
    private final PassListener listener;
    private final List<PreparedStep> forward;
    private final List<PreparedStep> backward;
    /** Dropout seed of the forward pass whose activations the buffers hold; empty if no backward pass is possible. */
    private OptionalLong pendingSeed = OptionalLong.empty();

    CompiledTraining(TrainingPlan plan, Weights weights, ForkJoinTeam team, PassListener listener) {
        super(plan);
        this.plan = plan;
        this.listener = listener;
        ExecutionContext<?> context = ExecutionContext.allocate(plan, team);
        forward = PreparedStep.prepare(plan.pass().forward(), context, weights);
        backward = PreparedStep.prepare(plan.backward(), context, weights);
    }

    @Override
    public void setWeights(Weights weights) {
        WeightsCheck.requireMatching(plan.pass().spec(), weights);
        exclusively(() -> {
            pendingSeed = OptionalLong.empty();
            forward.forEach(step -> step.kernel().setWeights(weights));
            backward.forEach(step -> step.kernel().setWeights(weights));
            return null;
        });
    }

    @Override
    public Map<String, Volume> forwardTest(Map<String, Volume> inputs) {
        return exclusively(() -> {
            pendingSeed = OptionalLong.empty();
            return forward(forward, inputs, OptionalLong.empty(), listener);
        });
    }

    @Override
    public Map<String, Volume> forward(Map<String, Volume> inputs, long dropoutSeed) {
        return exclusively(() -> {
            pendingSeed = OptionalLong.empty();
            Map<String, Volume> outputs = forward(forward, inputs, OptionalLong.of(dropoutSeed), listener);
            pendingSeed = OptionalLong.of(dropoutSeed);
            return outputs;
        });
    }

    @Override
    public Weights backward(Map<String, Volume> outputGradients) {
        return exclusively(() -> {
            if (pendingSeed.isEmpty()) {
                throw new IllegalStateException("a backward pass must directly follow a forward pass of training with"
                        + " the same weights");
            }
            plan.pass().checkOutputGradients(outputGradients);
            PassState state = PassState.backward(outputGradients, pendingSeed);
            pendingSeed = OptionalLong.empty();
            execute(backward, state, listener);
            return state.weightGradients();
        });
    }
}
