package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;

/**
 * The plan of a training step of a {@link TrainingNetwork}: a forward pass, whose activations live as long as the
 * backward pass needs them, and the backward pass.
 */
public final class TrainingPlan extends ExecutionPlan {

    private final List<Step> backward;
    private final List<PlannedConvolution> convolutions;

    private TrainingPlan(PassPlan pass, List<Step> backward, List<Step> steps) {
        super(pass, steps);
        this.backward = backward;
        convolutions = PlannedConvolution.of(steps, Map.of());
    }

    static TrainingPlan of(NetworkSpec spec, Vec3 outputSize, Backend<?> backend, AlgorithmSelection algorithms,
            int threads) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        ForwardPlanBuilder builder = new ForwardPlanBuilder(spec, geometry, geometry.sizes(outputSize),
                backend::layout, algorithms, true);
        List<Step> forward = builder.steps();
        List<Step> backward =
                PoolTransferFusion.fuse(new BackwardPlanBuilder(spec, geometry, algorithms, builder).steps());
        List<Step> steps = new ArrayList<>(forward);
        steps.addAll(backward);
        PassPlan pass = new PassPlan(spec, outputSize, backend, threads, geometry.inputSizes(outputSize), forward,
                MemoryPlan.of(steps));
        return new TrainingPlan(pass, backward, steps);
    }

    /**
     * Plans a training step.
     *
     * @param outputSize size (z, y, x) of every output node
     * @param algorithms algorithm of each convolution and of its gradients
     * @param threads    size of the team that will execute the step
     * @throws PassTooLargeException if the feature maps of a node do not fit into an array
     */
    public static TrainingPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision,
            AlgorithmSelection algorithms, int threads) {
        return of(spec, outputSize, Backends.of(precision), algorithms, threads);
    }

    /** Plans a training step of direct convolutions, whose memory does not depend on the number of threads. */
    public static TrainingPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision) {
        return of(spec, outputSize, precision, AlgorithmSelection.DIRECT, 1);
    }

    @Override
    public List<PlannedConvolution> convolutions() {
        return convolutions;
    }

    /** Bytes of the weight gradients that a backward pass returns. */
    public long gradientBytes() {
        long filters = pass().forward().stream().flatMap(step -> step.convolutions().stream())
                .map(ConvolutionStep::shape).mapToLong(s -> s.in() * s.out() * s.kernel().product()).sum();
        return filters * Double.BYTES + pass().biasBytes();
    }

    /** Floating-point operations of the forward pass alone. */
    public long forwardOperations() {
        return PassPlan.operations(pass().forward());
    }

    List<Step> backward() {
        return backward;
    }
}
