package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Volume;

/** Common part of compiled networks: their plan, their lock, and the execution of prepared steps. */
abstract class AbstractCompiledNetwork implements CompiledNetwork {

    private final ExecutionPlan plan;
    private final Lock lock = new ReentrantLock();

    AbstractCompiledNetwork(ExecutionPlan plan) {
        this.plan = plan;
    }

    @Override
    public final Vec3 outputSize() {
        return plan.outputSize();
    }

    @Override
    public final Map<String, Vec3> inputSizes() {
        return plan.inputSizes();
    }

    @Override
    public final long bytes() {
        return plan.bytes();
    }

    @Override
    public final <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Executes the steps of a forward pass and returns its outputs. */
    final Map<String, Volume> forward(List<PreparedStep> steps, Map<String, Volume> inputs, OptionalLong dropoutSeed,
            PassListener listener) {
        plan.pass().checkInputs(inputs);
        PassState state = PassState.forward(inputs, dropoutSeed);
        execute(steps, state, listener);
        return state.outputs();
    }

    /** Executes steps in order. */
    static void execute(List<PreparedStep> steps, PassState state, PassListener listener) {
        for (PreparedStep step : steps) {
            listener.time(step.info(), () -> step.kernel().execute(state));
        }
    }
}
