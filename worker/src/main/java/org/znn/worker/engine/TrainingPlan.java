package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratch;

/**
 * What a step of training will do and hold for one output size, worked out before anything is allocated and without
 * weights: a pass forward, whose values stay as long as the pass backward needs them, and that pass.
 */
public final class TrainingPlan {

    private final PassPlan pass;
    private final List<BackwardStep> backward;
    private final List<Convolving> convolving;
    private final Footprint footprint;

    TrainingPlan(NetworkSpec spec, Vec3 outputSize, Arithmetic<?> arithmetic, ConvolutionChoice choice, int threads) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        PlanBuilder builder =
                new PlanBuilder(spec, geometry, geometry.sizes(outputSize), arithmetic::layout, choice, true);
        List<Step> forward = builder.steps();
        backward = TransferFusion.fuse(new BackwardBuilder(spec, geometry, choice, builder).steps());
        List<PlannedStep> all = new ArrayList<>(forward);
        all.addAll(backward);
        pass = new PassPlan(spec, outputSize, arithmetic, threads, geometry.inputSizes(outputSize), forward,
                MemoryPlan.of(all));
        convolving = all.stream().filter(Convolving.class::isInstance).map(Convolving.class::cast).toList();
        footprint = pass.footprint(convolving.stream());
    }

    /**
     * The plan of a step.
     *
     * @param outputSize (z, y, x) of every output node
     * @param choice     how its convolutions are computed
     * @param threads    of the team that will compute it
     * @throws PassTooLarge where a node's maps do not fit an array
     */
    public static TrainingPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision, ConvolutionChoice choice,
            int threads) {
        return new TrainingPlan(spec, outputSize, Arithmetics.of(precision), choice, threads);
    }

    /** The plan of a step with direct convolutions, whose memory does not depend on threads. */
    public static TrainingPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision) {
        return of(spec, outputSize, precision, ConvolutionChoice.DIRECT, 1);
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
        return bufferBytes() + footprint.held() + pass.biasBytes() + footprint.scratch().bytes();
    }

    /** What convolutions and gradients of them a step computes. */
    public List<PlannedConvolution> convolutions() {
        return PlannedConvolution.of(convolving, Map.of());
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

    /** The scratch that convolutions and their gradients share. */
    Scratch.Size scratch() {
        return footprint.scratch();
    }

    PassPlan pass() {
        return pass;
    }

    List<BackwardStep> backward() {
        return backward;
    }
}
