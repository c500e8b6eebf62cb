package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.volume.Volume;

/**
 * The forward pass of a plan, and the memory of the whole plan.
 *
 * @param spec       the network
 * @param outputSize size (z, y, x) of every output node
 * @param backend    implementation of the kernels
 * @param threads    size of the team that will execute the pass
 * @param inputSizes size (z, y, x) of the patch of each input node, by name
 * @param forward    steps of the forward pass, in order of execution
 * @param memory     arrays of the activations of all passes
 */
record PassPlan(NetworkSpec spec, Vec3 outputSize, Backend<?> backend, int threads, Map<String, Vec3> inputSizes,
        List<Step> forward, MemoryPlan memory) {

    static long operations(List<Step> steps) {
        return steps.stream().mapToLong(step -> step.info().operations()).sum();
    }

    long biasBytes() {
        return Double.BYTES
                * spec.nodes().stream().filter(n -> n.function().isPresent()).mapToLong(NodeSpec::featureMaps).sum();
    }

    /** Bytes of the volumes that a forward pass returns. */
    long outputBytes() {
        return spec.outputs().stream().mapToLong(NodeSpec::featureMaps).sum() * outputSize.product()
                * backend.precision().bytes();
    }

    /** Throws {@link IllegalArgumentException} if a patch is missing or has the wrong shape or precision. */
    void checkInputs(Map<String, Volume> inputs) {
        for (NodeSpec node : spec.inputs()) {
            check("input", node, inputSizes.get(node.name()), inputs.get(node.name()));
        }
    }

    /**
     * Throws {@link IllegalArgumentException} if a gradient has the wrong shape or precision, or belongs to no output
     * node; gradients may be missing.
     */
    void checkOutputGradients(Map<String, Volume> gradients) {
        Map<String, NodeSpec> nodes = spec.outputs().stream().collect(Collectors.toMap(NodeSpec::name, n -> n));
        gradients.forEach((name, gradient) -> {
            if (!nodes.containsKey(name)) {
                throw new IllegalArgumentException("no output is called '" + name + "'; outputs are "
                        + new TreeSet<>(nodes.keySet()));
            }
            check("gradient of the output", nodes.get(name), outputSize, gradient);
        });
    }

    private void check(String what, NodeSpec node, Vec3 size, Volume patch) {
        if (patch == null || patch.channels() != node.featureMaps() || !patch.size().equals(size)
                || patch.precision() != backend.precision()) {
            String actual = patch == null ? "nothing"
                    : patch.channels() + " maps of " + patch.size() + " in " + patch.precision();
            throw new IllegalArgumentException("the " + what + " '" + node.name() + "' needs " + node.featureMaps()
                    + " maps of " + size + " in " + backend.precision() + ", not " + actual);
        }
    }
}
