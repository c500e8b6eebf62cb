package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Scratch;

/**
 * What a step of training will do and hold for one output size, worked out before anything is allocated and without
 * weights: a pass forward, whose values stay as long as the pass backward needs them, and that pass.
 */
public final class TrainingPlan {

    private final PassPlan pass;
    private final List<BackwardStep> backward;
    private final Scratch.Size scratch;

    TrainingPlan(NetworkSpec spec, Vec3 outputSize, Arithmetic<?> arithmetic) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        PlanBuilder builder =
                new PlanBuilder(spec, geometry, geometry.sizes(outputSize), arithmetic::layout, true);
        List<Step> forward = builder.steps();
        backward = new BackwardBuilder(spec, geometry, builder).steps();
        List<PlannedStep> all = new ArrayList<>(forward);
        all.addAll(backward);
        pass = new PassPlan(spec, outputSize, arithmetic, geometry.inputSizes(outputSize), forward,
                MemoryPlan.of(all));
        scratch = pass.convolutions().stream().map(this::scratch).reduce(Scratch.Size.NONE, Scratch.Size::max);
    }

    private Scratch.Size scratch(Steps.Convolve convolve) {
        try {
            return pass.arithmetic().scratch(convolve.shape(), convolve.to().layout().size());
        } catch (ArithmeticException e) {
            throw new PassTooLarge(convolve.edge(), convolve.shape().out(), convolve.to().layout().size());
        }
    }

    /**
     * The plan of a step.
     *
     * @param outputSize (z, y, x) of every output node
     * @throws PassTooLarge where a node's maps do not fit an array
     */
    public static TrainingPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision) {
        return new TrainingPlan(spec, outputSize, Arithmetics.of(precision));
    }

    public Vec3 outputSize() {
        return pass.outputSize();
    }

    public Precision precision() {
        return pass.arithmetic().precision();
    }

    /** Size of the patch each input node needs, by name. */
    public Map<String, Vec3> inputSizes() {
        return new TreeMap<>(pass.inputSizes());
    }

    /** What a step does, in order: forward, then backward. */
    public List<StepInfo> steps() {
        return Stream.concat(pass.forward().stream(), backward.stream()).map(PlannedStep::info).toList();
    }

    /** Bytes of all buffers. */
    public long bufferBytes() {
        return pass.bufferBytes();
    }

    /** Bytes a compiled network holds, now and during a step: {@link TrainingNetwork#bytes}. */
    public long bytes() {
        long gradients = pass.convolutions().stream().mapToLong(c -> pass.arithmetic().gradientBytes(c.shape())).sum();
        return bufferBytes() + pass.weightBytes() + gradients + scratch.bytes();
    }

    /** Bytes of the volumes that one forward pass returns. */
    public long outputBytes() {
        return pass.outputBytes();
    }

    /** Bytes of the gradient that one backward pass returns. */
    public long gradientBytes() {
        long filters = pass.convolutions().stream().map(Steps.Convolve::shape)
                .mapToLong(s -> s.in() * s.out() * s.kernel().product()).sum();
        long biases = pass.spec().nodes().stream().filter(n -> n.function().isPresent()).mapToLong(n -> n.size()).sum();
        return (filters + biases) * Double.BYTES;
    }

    /**
     * Floating-point operations of a step's convolutions, done directly; a multiply-add is two. Three times those of
     * the forward pass, but for the gradients of inputs, which nobody needs.
     */
    public long operations() {
        return steps().stream().mapToLong(StepInfo::operations).sum();
    }

    /** Floating-point operations of the forward pass alone. */
    public long forwardOperations() {
        return pass.forwardOperations();
    }

    /** The scratch that the gradients of convolutions share. */
    Scratch.Size scratch() {
        return scratch;
    }

    PassPlan pass() {
        return pass;
    }

    List<BackwardStep> backward() {
        return backward;
    }
}
