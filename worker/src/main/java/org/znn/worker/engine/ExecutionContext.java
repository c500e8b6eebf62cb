package org.znn.worker.engine;

import java.util.List;
import org.znn.worker.convolution.FeatureMaps;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.layer.Elementwise;
import org.znn.worker.layer.ElementwiseGradient;
import org.znn.worker.layer.MaxFilterGradient;
import org.znn.worker.layer.MaxPool;
import org.znn.worker.layer.MaxPoolGradient;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Resources that the kernels of one compiled network share: the backend, the threads, the scratchpad and the arrays of
 * the memory plan.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ExecutionContext<A> {

    private final Backend<A> backend;
    private final ForkJoinTeam team;
    private final MemoryPlan memory;
    private final Scratchpad scratchpad;
    private final List<A> arrays;
    private final Elementwise<A> elementwise;
    private final ElementwiseGradient<A> elementwiseGradient;

    private ExecutionContext(Backend<A> backend, MemoryPlan memory, Scratchpad scratchpad, ForkJoinTeam team) {
        this.backend = backend;
        this.team = team;
        this.memory = memory;
        this.scratchpad = scratchpad;
        arrays = memory.buffers().stream().map(buffer -> backend.allocate(buffer.length())).toList();
        elementwise = new Elementwise<>(backend.rowOps());
        elementwiseGradient = new ElementwiseGradient<>(backend.rowOps(), backend.gradientRowOps());
    }

    /** Allocates the scratchpad and all arrays of a plan. */
    static ExecutionContext<?> allocate(ExecutionPlan plan, ForkJoinTeam team) {
        PassPlan pass = plan.pass();
        return new ExecutionContext<>(pass.backend(), pass.memory(), Scratchpad.of(plan.scratchpadSize()), team);
    }

    Backend<A> backend() {
        return backend;
    }

    ForkJoinTeam team() {
        return team;
    }

    /** The scratchpad of all convolutions, large enough for each of them. */
    Scratchpad scratchpad() {
        return scratchpad;
    }

    /** The feature maps of an activation, in the array that the memory plan assigned to its storage. */
    FeatureMaps<A> maps(Activation activation) {
        return new FeatureMaps<>(activation.layout(), arrays.get(memory.arrayIndex().get(activation.storage())));
    }

    Elementwise<A> elementwise() {
        return elementwise;
    }

    ElementwiseGradient<A> elementwiseGradient() {
        return elementwiseGradient;
    }

    MaxPool<A> maxPool() {
        return new MaxPool<>(backend.rowOps());
    }

    MaxPoolGradient<A> maxPoolGradient() {
        return new MaxPoolGradient<>(backend.gradientRowOps());
    }

    MaxFilterGradient<A> maxFilterGradient() {
        return new MaxFilterGradient<>(backend.rowOps(), backend.gradientRowOps(), backend::allocate);
    }
}
