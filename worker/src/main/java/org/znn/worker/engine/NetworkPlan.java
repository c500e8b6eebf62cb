package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.Precision;

/**
 * What a network will do and hold for one output size, worked out before anything is allocated and without weights.
 * Cheap: made for every size that a choice of passes considers.
 */
public final class NetworkPlan {

    private final NetworkSpec spec;
    private final Vec3 outputSize;
    private final Arithmetic<?> arithmetic;
    private final Map<String, Vec3> inputSizes;
    private final List<Step> steps;
    private final MemoryPlan memory;

    NetworkPlan(NetworkSpec spec, Vec3 outputSize, Arithmetic<?> arithmetic) {
        this.spec = spec;
        this.outputSize = outputSize;
        this.arithmetic = arithmetic;
        NetworkGeometry geometry = NetworkGeometry.of(spec);
        Map<String, Vec3> sizes = geometry.sizes(outputSize);
        inputSizes = spec.inputs().stream().map(NodeSpec::name)
                .collect(Collectors.toMap(n -> n, sizes::get, (a, b) -> a, TreeMap::new));
        steps = new PlanBuilder(spec, geometry, sizes, arithmetic::layout).steps();
        memory = MemoryPlan.of(steps);
    }

    /**
     * The plan of a pass.
     *
     * @param outputSize (z, y, x) of every output node
     * @throws PassTooLarge where a node's maps do not fit an array
     */
    public static NetworkPlan of(NetworkSpec spec, Vec3 outputSize, Precision precision) {
        return new NetworkPlan(spec, outputSize, Arithmetics.of(precision));
    }

    public Vec3 outputSize() {
        return outputSize;
    }

    public Precision precision() {
        return arithmetic.precision();
    }

    /** Size of the patch each input node needs, by name. */
    public Map<String, Vec3> inputSizes() {
        return new TreeMap<>(inputSizes);
    }

    /** What a pass does, in order. */
    public List<StepInfo> steps() {
        return steps.stream().map(Step::info).toList();
    }

    /** The arrays that feature maps live in, and which live in each. */
    public List<Buffer> buffers() {
        return memory.arrays().stream()
                .map(a -> new Buffer((long) a.length() * precision().bytes(), a.holds())).toList();
    }

    /** Bytes of all buffers. */
    public long bufferBytes() {
        return memory.length() * precision().bytes();
    }

    /** Bytes of all weights and biases as the engine holds them. */
    public long weightBytes() {
        long kernels = steps.stream().filter(Steps.Convolve.class::isInstance)
                .mapToLong(s -> arithmetic.weightBytes(((Steps.Convolve) s).shape())).sum();
        long biases = spec.nodes().stream().filter(n -> n.function().isPresent()).mapToLong(NodeSpec::size).sum();
        return kernels + biases * Double.BYTES;
    }

    /** Bytes a compiled network holds, now and during a pass: {@link CompiledNetwork#bytes}. */
    public long bytes() {
        return bufferBytes() + weightBytes();
    }

    /** Bytes of the volumes that one pass returns. */
    public long outputBytes() {
        return spec.outputs().stream().mapToLong(NodeSpec::size).sum() * outputSize.product() * precision().bytes();
    }

    /** Floating-point operations of a pass's convolutions, done directly; a multiply-add is two. */
    public long operations() {
        return steps().stream().mapToLong(StepInfo::operations).sum();
    }

    NetworkSpec spec() {
        return spec;
    }

    Arithmetic<?> arithmetic() {
        return arithmetic;
    }

    List<Step> program() {
        return steps;
    }

    MemoryPlan memory() {
        return memory;
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
