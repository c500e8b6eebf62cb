package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.Volume;
import org.znn.worker.convolution.Footprint;

/**
 * What every plan knows, whatever it is for.
 *
 * @param spec       of the network
 * @param outputSize (z, y, x) of every output node
 * @param arithmetic it is computed in
 * @param inputSizes of the patch each input node needs, by name
 * @param threads    of the team that will compute it
 * @param forward    the steps of a forward pass
 * @param memory     the arrays of all passes
 */
record PassPlan(NetworkSpec spec, Vec3 outputSize, Arithmetic<?> arithmetic, int threads, Map<String, Vec3> inputSizes,
        List<Step> forward, MemoryPlan memory) {

    /** All conv edges, those that are computed at once included. */
    List<Steps.Convolve> convolutions() {
        return forward.stream().flatMap(step -> step instanceof Steps.Convolve c ? Stream.of(c)
                : step instanceof Steps.Project p ? Stream.of(p.first(), p.second()) : Stream.empty()).toList();
    }

    /** The forward pass's steps that convolve. */
    Stream<Convolving> convolving() {
        return forward.stream().filter(Convolving.class::isInstance).map(Convolving.class::cast);
    }

    /** Bytes of all buffers. */
    long bufferBytes() {
        return memory.length() * arithmetic.precision().bytes();
    }

    /** The footprint of these steps together: they share the scratch. */
    Footprint footprint(Stream<? extends Convolving> steps) {
        return steps.map(c -> c.footprint(arithmetic, threads)).reduce(Footprint.NONE, Footprint::plus);
    }

    long biasBytes() {
        return Double.BYTES
                * spec.nodes().stream().filter(n -> n.function().isPresent()).mapToLong(NodeSpec::size).sum();
    }

    /** Bytes of the volumes that one forward pass returns. */
    long outputBytes() {
        return spec.outputs().stream().mapToLong(NodeSpec::size).sum() * outputSize.product()
                * arithmetic.precision().bytes();
    }

    /** Floating-point operations of a forward pass's convolutions, done directly. */
    long forwardOperations() {
        return forward.stream().mapToLong(s -> s.info().operations()).sum();
    }

    /** Throws {@link IllegalArgumentException} where a patch is missing or has the wrong shape or precision. */
    void checkInputs(Map<String, Volume> inputs) {
        for (NodeSpec node : spec.inputs()) {
            check("input", node, inputSizes.get(node.name()), inputs.get(node.name()));
        }
    }

    /** The same for what has the shape of an output, where it is there; and there must be nothing else. */
    void checkOutputGradients(Map<String, Volume> gradients) {
        Map<String, NodeSpec> nodes = spec.outputs().stream().collect(Collectors.toMap(NodeSpec::name, n -> n));
        gradients.forEach((name, gradient) -> {
            if (!nodes.containsKey(name)) {
                throw new IllegalArgumentException("there is no output '" + name + "' among " + nodes.keySet());
            }
            check("gradient of the output", nodes.get(name), outputSize, gradient);
        });
    }

    private void check(String what, NodeSpec node, Vec3 size, Volume patch) {
        if (patch == null || patch.channels() != node.size() || !patch.size().equals(size)
                || patch.precision() != arithmetic.precision()) {
            String given = patch == null ? "nothing"
                    : patch.channels() + " maps of " + patch.size() + " in " + patch.precision();
            throw new IllegalArgumentException("the " + what + " '" + node.name() + "' needs " + node.size()
                    + " maps of " + size + " in " + arithmetic.precision() + ", not " + given);
        }
    }
}
