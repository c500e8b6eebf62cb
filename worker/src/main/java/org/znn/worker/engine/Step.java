package org.znn.worker.engine;

import java.util.List;
import org.znn.worker.convolution.Footprint;

/** One action of a planned pass: what it computes on which activations, without weights and without arrays. */
interface Step {

    StepInfo info();

    /** Activations that the step reads or writes; each lives in a storage of its own. */
    List<Activation> operands();

    /**
     * Memory that the kernel of the step needs besides the feature maps.
     *
     * @param threads size of the team that will execute the step
     * @throws PassTooLargeException if an array of the kernel would exceed the maximum length
     */
    default Footprint footprint(Backend<?> backend, int threads) {
        return Footprint.NONE;
    }

    /** Convolutions, or gradients of convolutions, that the step computes. */
    default List<ConvolutionStep> convolutions() {
        return List.of();
    }

    /** Creates the kernel of the step in a compiled network, bound to its arrays; weights are set separately. */
    <A> StepKernel prepare(ExecutionContext<A> context);
}
