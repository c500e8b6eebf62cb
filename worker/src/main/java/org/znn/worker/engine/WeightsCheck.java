package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.Weights;
import org.znn.common.problem.Problems;

/** Whether weights belong to a network, and whether they are numbers. */
public final class WeightsCheck {

    private WeightsCheck() {
    }

    /** Throws {@link org.znn.common.problem.UserMistake} that names every layer that is missing or misshapen. */
    public static void require(NetworkSpec spec, Weights weights) {
        Problems problems = new Problems();
        for (EdgeSpec edge : spec.edges()) {
            if (edge.type() == EdgeType.CONV) {
                check(spec, edge, weights.filters().get(edge.name()), problems);
            }
        }
        for (NodeSpec node : spec.nodes()) {
            if (node.type() == NodeType.TRANSFER) {
                check(spec, node, weights.biases().get(node.name()), problems);
            }
        }
        problems.throwIfAny();
    }

    /** Names of the layers with NaN or infinite weights; ZNN's ReLU turns a NaN into 0, so such a net seems to run. */
    public static List<String> notFinite(Weights weights) {
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

    private static void check(NetworkSpec spec, EdgeSpec edge, Filters filters, Problems problems) {
        int in = spec.node(edge.input()).size();
        int out = spec.node(edge.output()).size();
        String wanted = in + " x " + out + " kernels of " + edge.size();
        String where = spec.source() + ":" + edge.line();
        if (filters == null) {
            problems.error(where, "the weights have no filters for the edge '" + edge.name() + "', which needs "
                    + wanted, "use the weights of this network");
        } else if (filters.in() != in || filters.out() != out || !filters.size().equals(edge.size())) {
            problems.error(where, "the edge '" + edge.name() + "' needs " + wanted + ", the weights have "
                    + filters.in() + " x " + filters.out() + " kernels of " + filters.size(),
                    "use the weights of this network");
        }
    }

    private static void check(NetworkSpec spec, NodeSpec node, double[] biases, Problems problems) {
        String where = spec.source() + ":" + node.line();
        if (biases == null) {
            problems.error(where, "the weights have no biases for the node '" + node.name() + "', which needs "
                    + node.size(), "use the weights of this network");
        } else if (biases.length != node.size()) {
            problems.error(where, "the node '" + node.name() + "' needs " + node.size() + " biases, the weights have "
                    + biases.length, "use the weights of this network");
        }
    }
}
