package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** The prepared steps of a forward pass. */
final class CompiledForward extends AbstractCompiledNetwork implements InferenceNetwork {

    private final List<PreparedStep> steps;

    CompiledForward(NetworkPlan plan, Weights weights, ForkJoinTeam team) {
        super(plan);
        steps = PreparedStep.prepare(plan.pass().forward(), ExecutionContext.allocate(plan, team), weights);
    }

    @Override
    public Map<String, Volume> forward(Map<String, Volume> inputs, PassListener listener) {
        return exclusively(() -> forward(steps, inputs, OptionalLong.empty(), listener));
    }
}
