package org.znn.worker.engine;

import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.Weights;

/** Checks that weights match a network. */
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
