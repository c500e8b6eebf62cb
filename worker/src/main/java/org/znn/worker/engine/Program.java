package org.znn.worker.engine;

import java.util.Map;
import org.znn.common.network.Weights;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.Scratch;
import org.znn.worker.parallel.ThreadTeam;

/**
 * A network that computes forward passes.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Program<A> extends ForwardMachine<A> implements CompiledNetwork {

    private final NetworkPlan plan;

    Program(Arithmetic<A> arithmetic, NetworkPlan plan, Weights weights, ThreadTeam team) {
        super(arithmetic, plan.pass(), weights, team, Scratch.of(plan.scratch()));
        this.plan = plan;
    }

    @Override
    public long bytes() {
        return plan.bytes();
    }

    @Override
    public Map<String, Volume> forward(Map<String, Volume> inputs, PassListener listener) {
        return pass(inputs, listener);
    }
}
