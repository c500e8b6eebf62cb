package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;

/** Builds small networks in code. */
final class NetworkBuilder {

    private final Map<String, NodeSpec> nodes = new TreeMap<>();
    private final Map<String, EdgeSpec> edges = new TreeMap<>();

    NetworkBuilder input(String name, int size) {
        return node(name, NodeType.INPUT, size, null);
    }

    NetworkBuilder sum(String name, int size) {
        return node(name, NodeType.SUM, size, null);
    }

    NetworkBuilder maxout(String name, int size) {
        return node(name, NodeType.MAXOUT, size, null);
    }

    NetworkBuilder transfer(String name, int size, TransferFunction function) {
        return node(name, NodeType.TRANSFER, size, function);
    }

    private NetworkBuilder node(String name, NodeType type, int size, TransferFunction function) {
        nodes.put(name, new NodeSpec(name, type, size, false, Optional.ofNullable(function), Map.of(), 1));
        return this;
    }

    NetworkBuilder conv(String name, String from, String to, Vec3 size, Vec3 stride) {
        return edge(name, EdgeType.CONV, from, to, size, stride, Vec3.ZERO);
    }

    NetworkBuilder conv(String name, String from, String to, Vec3 size) {
        return conv(name, from, to, size, Vec3.ONE);
    }

    NetworkBuilder maxFilter(String name, String from, String to, Vec3 size, Vec3 stride) {
        return edge(name, EdgeType.MAX_FILTER, from, to, size, stride, Vec3.ZERO);
    }

    NetworkBuilder maxPool(String name, String from, String to, Vec3 size) {
        return edge(name, EdgeType.MAX_POOL, from, to, size, Vec3.ONE, Vec3.ZERO);
    }

    NetworkBuilder crop(String name, String from, String to, Vec3 offset) {
        return edge(name, EdgeType.CROP, from, to, Vec3.ONE, Vec3.ONE, offset);
    }

    NetworkBuilder plain(String name, EdgeType type, String from, String to) {
        return edge(name, type, from, to, Vec3.ONE, Vec3.ONE, Vec3.ZERO);
    }

    private NetworkBuilder edge(String name, EdgeType type, String from, String to, Vec3 size, Vec3 stride,
            Vec3 offset) {
        double keep = type == EdgeType.DROPOUT ? 0.7 : 1;
        edges.put(name, new EdgeSpec(name, type, from, to, size, stride, Vec3.ONE, offset, keep, Map.of(), 2));
        return this;
    }

    NetworkSpec spec() {
        return new NetworkSpec("draft.znn", List.copyOf(nodes.values()), List.copyOf(edges.values()));
    }

    /** Network of two inputs and two outputs, with convolutions, a max filter, dropout, a crop and five functions. */
    static NetworkSpec mixed() {
        return new NetworkBuilder().input("input", 1).input("second", 2)
                .transfer("a", 20, new TransferFunction.RectifyLinear())
                .conv("c1", "input", "a", new Vec3(2, 3, 3)).conv("c2", "second", "a", new Vec3(2, 3, 3))
                .sum("b", 20).maxFilter("pool", "a", "b", new Vec3(2, 2, 2), new Vec3(1, 2, 2))
                .transfer("c", 13, new TransferFunction.Tanh(1.7159, 0.6666)).conv("c3", "b", "c", new Vec3(2, 4, 4))
                .transfer("d", 13, new TransferFunction.Logistics()).plain("drop", EdgeType.DROPOUT, "c", "d")
                .crop("crop", "c", "d", Vec3.ZERO)
                .transfer("output", 3, TransferFunction.Linear.IDENTITY).conv("c4", "d", "output", Vec3.ONE)
                .transfer("side", 24, new TransferFunction.SoftSign()).conv("c5", "d", "side", Vec3.ONE).spec();
    }

    /** Random weights for which activations neither grow nor vanish much. */
    static Weights weights(NetworkSpec spec, Random random) {
        Map<String, Filters> filters = new TreeMap<>();
        for (EdgeSpec edge : spec.edges()) {
            if (edge.type() == EdgeType.CONV) {
                int in = spec.node(edge.input()).featureMaps();
                int out = spec.node(edge.output()).featureMaps();
                double[] values = new double[(int) (in * out * edge.size().product())];
                double deviation = Math.sqrt(1.5 / (in * edge.size().product()));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (random.nextGaussian() * deviation);
                }
                filters.put(edge.name(), new Filters(in, out, edge.size(), values));
            }
        }
        Map<String, double[]> biases = new TreeMap<>();
        for (NodeSpec node : spec.nodes()) {
            if (node.type() == NodeType.TRANSFER) {
                biases.put(node.name(), random.doubles(node.featureMaps(), -0.2, 0.2).map(v -> (float) v).toArray());
            }
        }
        return new Weights(filters, biases);
    }
}
