package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;

/**
 * The steps and the memory of a compiled network for one output size. A plan needs no weights and allocates no arrays,
 * so that plans of many sizes can be compared.
 */
public abstract sealed class ExecutionPlan permits NetworkPlan, TrainingPlan {

    private final PassPlan pass;
    private final List<Step> steps;
    private final Footprint footprint;

    /**
     * Creates the plan of a list of steps.
     *
     * @param pass  the forward pass, and the arrays of all steps
     * @param steps all steps in order of execution
     * @throws PassTooLargeException if an array of a kernel would exceed the maximum length
     */
    ExecutionPlan(PassPlan pass, List<Step> steps) {
        this.pass = pass;
        this.steps = steps;
        footprint = steps.stream().map(step -> step.footprint(pass.backend(), pass.threads()))
                .reduce(Footprint.NONE, Footprint::plus);
    }

    /** Size (z, y, x) of an output patch, the same for every output node. */
    public final Vec3 outputSize() {
        return pass.outputSize();
    }

    /** Size (z, y, x) of the patch of each input node, by name. */
    public final Map<String, Vec3> inputSizes() {
        return new TreeMap<>(pass.inputSizes());
    }

    public final Precision precision() {
        return pass.backend().precision();
    }

    /** All steps in order of execution. */
    public final List<StepInfo> steps() {
        return steps.stream().map(Step::info).toList();
    }

    /** Convolutions, and gradients of convolutions, in order of execution. */
    public abstract List<PlannedConvolution> convolutions();

    /** Bytes that the compiled network will hold, see {@link CompiledNetwork#bytes}. */
    public final long bytes() {
        return bufferBytes() + weightBytes() + footprint.scratchpad().bytes();
    }

    /** Bytes of the volumes that a forward pass returns. */
    public final long outputBytes() {
        return pass.outputBytes();
    }

    /**
     * Floating-point operations of all convolutions and their gradients if computed directly; a multiply-add counts as
     * two. A training step needs three times the operations of its forward pass, minus the input gradients on which no
     * weight gradient depends.
     */
    public final long operations() {
        return PassPlan.operations(steps);
    }

    /** Bytes of the arrays of all activations. */
    final long bufferBytes() {
        return pass.memory().totalLength() * precision().bytes();
    }

    /** Bytes of all weights and biases in the formats of the kernels. */
    final long weightBytes() {
        return footprint.residentBytes() + pass.biasBytes();
    }

    /** Size of the scratchpad that all kernels share. */
    final Scratchpad.Size scratchpadSize() {
        return footprint.scratchpad();
    }

    final PassPlan pass() {
        return pass;
    }
}
