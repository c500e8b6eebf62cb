package org.znn.common.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;

/**
 * Sizes in a network (ZNN-SEMANTICS 1.4): the dilation at every node, the field of view, and how large every node's
 * maps are for a size of the output patch, which all outputs share.
 */
public final class NetworkGeometry {

    private final NetworkSpec network;
    private final Map<String, Vec3> dilations;
    private final Map<String, Vec3> fields;
    private final Map<String, SizeMap> sizes;

    NetworkGeometry(NetworkSpec network, Map<String, Vec3> dilations, Map<String, Vec3> fields,
            Map<String, SizeMap> sizes) {
        this.network = network;
        this.dilations = Map.copyOf(dilations);
        this.fields = Map.copyOf(fields);
        this.sizes = Map.copyOf(sizes);
    }

    /** Throws {@link org.znn.common.problem.UserMistake} where edges disagree on dilations or sizes. */
    public static NetworkGeometry of(NetworkSpec network) {
        Problems problems = new Problems();
        Optional<NetworkGeometry> geometry = of(network, problems);
        problems.throwIfAny();
        return geometry.orElseThrow();
    }

    /** Empty where edges disagree on dilations or sizes; the reasons are then among the problems. */
    static Optional<NetworkGeometry> of(NetworkSpec network, Problems problems) {
        return new GeometryTrace(network, problems).run();
    }

    /** Dilation with which the edges that leave a node act: the product of the strides before it. */
    public Vec3 dilation(String node) {
        return of(dilations, node);
    }

    /** Dilation with which an edge acts: that of its input. */
    public Vec3 dilation(EdgeSpec edge) {
        return dilation(edge.input());
    }

    /** The field of view as ZNN reports it: that of the first input by name; crops do not count. */
    public Vec3 fieldOfView() {
        return fieldOfView(network.inputs().get(0).name());
    }

    /** The field of view of an output voxel in a node's maps, as ZNN reports it. */
    public Vec3 fieldOfView(String node) {
        return of(fields, node);
    }

    /** How the size of a node's maps follows from the output size. */
    public SizeMap sizeMap(String node) {
        return of(sizes, node);
    }

    /** Sizes of all nodes' maps for an output size, by name; throws UserMistake where they would be absurd. */
    public Map<String, Vec3> sizes(Vec3 output) {
        Map<String, Vec3> all = new LinkedHashMap<>();
        network.nodes().forEach(n -> all.put(n.name(), sizeMap(n.name()).sizeFor(output)));
        return all;
    }

    /** Sizes of the patches that the inputs take for an output size, by name. */
    public Map<String, Vec3> inputSizes(Vec3 output) {
        Map<String, Vec3> all = new LinkedHashMap<>();
        network.inputs().forEach(n -> all.put(n.name(), sizeMap(n.name()).sizeFor(output)));
        return all;
    }

    /** The largest output size that inputs of these sizes allow; not positive along an axis that is too short. */
    public Vec3 outputSize(Map<String, Vec3> inputs) {
        return network.inputs().stream().map(n -> sizeMap(n.name()).outputFor(of(inputs, n.name())))
                .reduce(Vec3::min).orElseThrow();
    }

    /** Input voxels between neighbouring output voxels: 1,1,1 unless the network pools. */
    public Vec3 outputStride(String input) {
        return sizeMap(input).scale();
    }

    /** Place of output voxel 0 in an input's maps: the context below it, crops included. */
    public Vec3 outputOffset(String input) {
        return sizeMap(input).lowContext();
    }

    private static <T> T of(Map<String, T> map, String node) {
        T value = map.get(node);
        if (value == null) {
            throw new IllegalArgumentException("no node '" + node + "' among " + map.keySet());
        }
        return value;
    }
}
