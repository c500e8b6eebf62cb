package org.znn.worker.engine;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;

/** The plan of a forward pass of an {@link InferenceNetwork}. */
public final class NetworkPlan extends ExecutionPlan {

    private final List<PlannedConvolution> convolutions;

    private NetworkPlan(PassPlan pass, List<PlannedConvolution> convolutions) {
        super(pass, pass.forward());
        this.convolutions = convolutions;
    }

    static NetworkPlan of(NetworkSpec spec, Vec3 outputSize, Backend<?> backend, AlgorithmSelection algorithms,
            int threads) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        List<Step> unfused = new ForwardPlanBuilder(spec, geometry, geometry.sizes(outputSize), backend::layout,
                algorithms, false).steps();
        List<Step> steps = PointwiseFusion.fuse(unfused, backend);
        PassPlan pass = new PassPlan(spec, outputSize, backend, threads, geometry.inputSizes(outputSize), steps,
                MemoryPlan.of(steps));
        return new NetworkPlan(pass, PlannedConvolution.of(steps, PointwiseFusion.pairs(unfused)));
    }

    /**
     * Plans a pass.
     *
     * @param outputSize size (z, y, x) of every output node
     * @param algorithms algorithm of each convolution
     * @param threads    size of the team that will execute the pass
     * @throws PassTooLargeException if the feature maps of a node do not fit into an array
     */
    public static NetworkPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision, AlgorithmSelection algorithms,
            int threads) {
        return of(spec, outputSize, Backends.of(precision), algorithms, threads);
    }

    /** Plans a pass of direct convolutions, whose memory does not depend on the number of threads. */
    public static NetworkPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision) {
        return of(spec, outputSize, precision, AlgorithmSelection.DIRECT, 1);
    }

    /** The convolutions of the pass, including those that are fused with a preceding one. */
    @Override
    public List<PlannedConvolution> convolutions() {
        return convolutions;
    }
}
