package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratch;

/**
 * What a network will do and hold for one output size, worked out before anything is allocated and without weights.
 * Cheap: made for every size that a choice of passes considers.
 */
public final class NetworkPlan {

    private final PassPlan pass;
    private final Footprint footprint;
    private final List<PlannedConvolution> convolutions;

    NetworkPlan(NetworkSpec spec, Vec3 outputSize, Arithmetic<?> arithmetic, ConvolutionChoice choice, int threads) {
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        List<Step> apart = new PlanBuilder(spec, geometry, geometry.sizes(outputSize), arithmetic::layout, choice,
                false).steps();
        List<Step> steps = ProjectionFusion.fuse(apart, arithmetic);
        pass = new PassPlan(spec, outputSize, arithmetic, threads, geometry.inputSizes(outputSize), steps,
                MemoryPlan.of(steps));
        footprint = pass.footprint(pass.convolving());
        convolutions = PlannedConvolution.of(pass.convolutions(), ProjectionFusion.pairs(apart));
    }

    /**
     * The plan of a pass.
     *
     * @param outputSize (z, y, x) of every output node
     * @param choice     how its convolutions are computed
     * @param threads    of the team that will compute it
     * @throws PassTooLarge where a node's maps do not fit an array
     */
    public static NetworkPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision, ConvolutionChoice choice,
            int threads) {
        return new NetworkPlan(spec, outputSize, Arithmetics.of(precision), choice, threads);
    }

    /** The plan of a pass with direct convolutions, whose memory does not depend on threads. */
    public static NetworkPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision) {
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

    /** What a pass does, in order. */
    public List<StepInfo> steps() {
        return pass.forward().stream().map(Step::info).toList();
    }

    /** The arrays that feature maps live in, and which live in each. */
    public List<Buffer> buffers() {
        return pass.memory().arrays().stream()
                .map(a -> new Buffer((long) a.length() * precision().bytes(), a.holds())).toList();
    }

    /** Bytes of all buffers. */
    public long bufferBytes() {
        return pass.bufferBytes();
    }

    /** Bytes of all weights and biases as the engine holds them. */
    public long weightBytes() {
        return footprint.held() + pass.biasBytes();
    }

    /** Bytes a compiled network holds, now and during a pass: {@link CompiledNetwork#bytes}. */
    public long bytes() {
        return bufferBytes() + weightBytes() + footprint.scratch().bytes();
    }

    /** What convolutions a pass computes, each by itself. */
    public List<PlannedConvolution> convolutions() {
        return convolutions;
    }

    /** Bytes of the volumes that one pass returns. */
    public long outputBytes() {
        return pass.outputBytes();
    }

    /** Floating-point operations of a pass's convolutions, done directly; a multiply-add is two. */
    public long operations() {
        return pass.forwardOperations();
    }

    /** The scratch that convolutions share. */
    Scratch.Size scratch() {
        return footprint.scratch();
    }

    PassPlan pass() {
        return pass;
    }

    /**
     * An array for feature maps.
     *
     * @param bytes it takes
     * @param holds names of the nodes (or edges, for what they need in between) that live in it, one after another
     */
    public record Buffer(long bytes, List<String> holds) {
    }
}
