package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.Weights;

/** Checks that weights match a network, and that they are finite. */
public final class WeightsCheck {

    private static final String REMEDY = "use the weights of this network";

    private WeightsCheck() {
    }

    /**
     * Checks that there are weights of the right shape for every layer.
     *
     * @throws org.znn.common.diagnostic.UserErrorException if layers are missing or have the wrong shape; names all of
     *                                                      them
     */
    public static void requireMatching(NetworkSpec spec, Weights weights) {
        Diagnostics diagnostics = new Diagnostics();
        for (EdgeSpec edge : spec.edges()) {
            if (edge.type() == EdgeType.CONV) {
                check(spec, edge, weights.filters().get(edge.name()), diagnostics);
            }
        }
        for (NodeSpec node : spec.nodes()) {
            if (node.type() == NodeType.TRANSFER) {
                check(spec, node, weights.biases().get(node.name()), diagnostics);
            }
        }
        diagnostics.throwIfErrors();
    }

    /**
     * Names of the layers with NaN or infinite weights. ZNN's ReLU maps NaN to 0, so that a network with such weights
     * seems to work.
     */
    public static List<String> nonFiniteLayers(Weights weights) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Filters> edge : weights.filters().entrySet()) {
            if (!allFinite(edge.getValue().values())) {
                names.add(edge.getKey());
            }
        }
        for (Map.Entry<String, double[]> node : weights.biases().entrySet()) {
            if (!allFinite(node.getValue())) {
                names.add(node.getKey());
            }
        }
        return names;
    }

    private static boolean allFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private static void check(NetworkSpec spec, EdgeSpec edge, Filters filters, Diagnostics diagnostics) {
        int in = spec.node(edge.input()).featureMaps();
        int out = spec.node(edge.output()).featureMaps();
        String expected = in + " x " + out + " kernels of " + edge.size();
        String location = spec.source() + ":" + edge.line();
        if (filters == null) {
            diagnostics.error(location, "the weights have no filters for the edge '" + edge.name() + "', which needs "
                    + expected, REMEDY);
        } else if (filters.in() != in || filters.out() != out || !filters.size().equals(edge.size())) {
            diagnostics.error(location, "the edge '" + edge.name() + "' needs " + expected + ", but the weights have "
                    + filters.in() + " x " + filters.out() + " kernels of " + filters.size(), REMEDY);
        }
    }

    private static void check(NetworkSpec spec, NodeSpec node, double[] biases, Diagnostics diagnostics) {
        String location = spec.source() + ":" + node.line();
        if (biases == null) {
            diagnostics.error(location, "the weights have no biases for the node '" + node.name() + "', which needs "
                    + node.featureMaps(), REMEDY);
        } else if (biases.length != node.featureMaps()) {
            diagnostics.error(location, "the node '" + node.name() + "' needs " + node.featureMaps()
                    + " biases, but the weights have " + biases.length, REMEDY);
        }
    }
}
