package org.znn.common.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;

/**
 * Geometry of a network (ZNN-SEMANTICS 1.4): the dilation at every node, the field of view, and the map size of every
 * node as a function of the output patch size, which all outputs share.
 */
public final class NetworkGeometry {

    private final NetworkSpec network;
    private final Map<String, Vec3> dilations;
    private final Map<String, Vec3> fields;
    private final Map<String, SizeRelation> sizes;

    NetworkGeometry(NetworkSpec network, Map<String, Vec3> dilations, Map<String, Vec3> fields,
            Map<String, SizeRelation> sizes) {
        this.network = network;
        this.dilations = Map.copyOf(dilations);
        this.fields = Map.copyOf(fields);
        this.sizes = Map.copyOf(sizes);
    }

    /**
     * Infers the geometry; throws {@link org.znn.common.diagnostic.UserErrorException} if dilations or sizes conflict.
     */
    public static NetworkGeometry of(NetworkSpec network) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<NetworkGeometry> geometry = of(network, diagnostics);
        diagnostics.throwIfErrors();
        return geometry.orElseThrow();
    }

    /** Infers the geometry; reports errors and returns empty if dilations or sizes conflict. */
    static Optional<NetworkGeometry> of(NetworkSpec network, Diagnostics diagnostics) {
        return new ShapeInference(network, diagnostics).infer();
    }

    /** Returns the dilation of the edges that leave a node: the product of the strides before it. */
    public Vec3 dilation(String node) {
        return of(dilations, node);
    }

    /** Returns the dilation of an edge, which is that of its input node. */
    public Vec3 dilation(EdgeSpec edge) {
        return dilation(edge.input());
    }

    /** Returns the field of view as ZNN reports it: that of the first input by name, without crops. */
    public Vec3 fieldOfView() {
        return fieldOfView(network.inputs().get(0).name());
    }

    /** Returns the field of view of an output voxel in a node's maps, as ZNN reports it. */
    public Vec3 fieldOfView(String node) {
        return of(fields, node);
    }

    /** Returns the relation between the output size and the size of a node's maps. */
    public SizeRelation sizeRelation(String node) {
        return of(sizes, node);
    }

    /**
     * Returns the map size of every node for an output size, by node name.
     *
     * @throws org.znn.common.diagnostic.UserErrorException if a map would be larger than {@link SizeRelation#MAX_SIDE}
     */
    public Map<String, Vec3> sizes(Vec3 output) {
        return sizes(network.nodes(), output);
    }

    /** Returns the sizes of the input patches for an output size, by node name. */
    public Map<String, Vec3> inputSizes(Vec3 output) {
        return sizes(network.inputs(), output);
    }

    private Map<String, Vec3> sizes(List<NodeSpec> nodes, Vec3 output) {
        Map<String, Vec3> sizes = new LinkedHashMap<>();
        nodes.forEach(n -> sizes.put(n.name(), sizeRelation(n.name()).sizeFor(output)));
        return sizes;
    }

    /**
     * Returns the largest output size for given input sizes; not positive along axes on which an input is too small.
     */
    public Vec3 outputSize(Map<String, Vec3> inputs) {
        return network.inputs().stream().map(n -> sizeRelation(n.name()).outputFor(of(inputs, n.name())))
                .reduce(Vec3::min).orElseThrow();
    }

    private static <T> T of(Map<String, T> map, String node) {
        T value = map.get(node);
        if (value == null) {
            throw new IllegalArgumentException("no node '" + node + "' among " + map.keySet());
        }
        return value;
    }
}
