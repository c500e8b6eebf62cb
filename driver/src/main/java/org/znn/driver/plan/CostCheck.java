package org.znn.driver.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.znn.common.config.CostFunction;
import org.znn.common.config.JobConfig;
import org.znn.common.config.OutputType;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.common.network.TransferFunction;

/** Warns about output nodes whose values do not suit the cost of the job (ZNN-SEMANTICS 1.6, 4 and 6). */
public final class CostCheck {

    /** A softmax that cannot give a larger probability than this hardly learns. */
    private static final double MIN_REACHABLE_PROBABILITY = 0.99;

    private final NetworkSpec network;
    private final CostFunction cost;
    private final OutputType type;
    private final Diagnostics diagnostics;

    public CostCheck(NetworkSpec network, JobConfig job, Diagnostics diagnostics) {
        this.network = network;
        cost = job.costFunction();
        type = job.outputType();
        this.diagnostics = diagnostics;
    }

    /**
     * Checks the output nodes that are trained.
     *
     * @param outputs names of the nodes
     * @param malis   whether MALIS weights the gradients
     */
    public void checkTraining(Collection<String> outputs, boolean malis) {
        for (String output : outputs) {
            for (NodeSpec node : valuesOf(output)) {
                switch (cost) {
                    case BINOMIAL -> checkBinomial(node);
                    case SOFTMAX -> checkSoftmax(node);
                    case SQUARE, SQUARE_SQUARE -> checkMalis(node, malis);
                    default -> throw new IllegalStateException("no check of " + cost);
                }
            }
        }
    }

    /** Checks the softmax that a forward job applies to all outputs; no other cost changes the outputs. */
    public void checkForward() {
        if (cost == CostFunction.SOFTMAX) {
            network.outputs().stream().flatMap(output -> valuesOf(output.name()).stream()).distinct()
                    .forEach(this::checkSoftmax);
        }
    }

    /** Returns the nodes whose values an output has: itself, or those before a maximum, crop or copy. */
    private List<NodeSpec> valuesOf(String output) {
        List<NodeSpec> found = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(output));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            NodeSpec node = network.node(open.remove());
            List<EdgeSpec> incoming = network.incoming(node.name());
            if (node.type() == NodeType.MAXOUT || node.type() == NodeType.SUM && incoming.size() == 1
                    && incoming.get(0).type() != EdgeType.CONV && incoming.get(0).type() != EdgeType.DROPOUT) {
                incoming.stream().map(EdgeSpec::input).filter(seen::add).forEach(open::add);
            } else {
                found.add(node);
            }
        }
        return found;
    }

    private void checkBinomial(NodeSpec node) {
        TransferFunction function = functionOf(node);
        String remedy = "write 'function forward_logistics' in its block, or set cost_fn = square_loss";
        if (function instanceof TransferFunction.Logistics) {
            warn(node, "binomial_cross_entropy", "the gradient of this cost is meant for forward_logistics; with"
                    + " logistics it vanishes where the output is wrong with confidence", remedy);
        } else if (!(function instanceof TransferFunction.ForwardLogistics)) {
            warn(node, "binomial_cross_entropy", "its values leave the range from 0 to 1, where the cost is infinite"
                    + " or not defined", remedy);
        }
    }

    private void checkSoftmax(NodeSpec node) {
        if (type == OutputType.AFFINITY) {
            warn(node, "softmax_loss", "a softmax makes the three affinities of a voxel exclude each other",
                    "set cost_fn = binomial_cross_entropy, with 'function forward_logistics'");
            return;
        }
        double reachable = 1 / (1 + (node.featureMaps() - 1) * Math.exp(-rangeOf(functionOf(node))));
        if (reachable < MIN_REACHABLE_PROBABILITY) {
            warn(node, "softmax_loss", String.format(Locale.ROOT, "its values are bounded, so that no probability can"
                    + " exceed %.2f", reachable), "write 'function linear' in its block, or set cost_fn = "
                    + (functionOf(node) instanceof TransferFunction.ForwardLogistics ? "binomial_cross_entropy"
                            : "square_loss"));
        }
    }

    private void checkMalis(NodeSpec node, boolean malis) {
        TransferFunction function = functionOf(node);
        if (malis && !(function instanceof TransferFunction.Logistics)
                && !(function instanceof TransferFunction.ForwardLogistics)) {
            diagnostics.warn(network.location(node), "node '" + node.name() + "' (" + name(node) + ") does not suit"
                    + " is_malis = yes: MALIS ignores values of 0 and less, and takes values above 1 as 1",
                    "write 'function logistics' in its block");
        }
    }

    private void warn(NodeSpec node, String costName, String reason, String remedy) {
        diagnostics.warn(network.location(node), "node '" + node.name() + "' (" + name(node) + ") does not suit"
                + " cost_fn = " + costName + ": " + reason, remedy);
    }

    /** Returns the function of a node; other nodes than transfer nodes leave their sum as it is. */
    private static TransferFunction functionOf(NodeSpec node) {
        return node.function().orElse(TransferFunction.Linear.IDENTITY);
    }

    private static String name(NodeSpec node) {
        return node.type() == NodeType.TRANSFER ? "function " + node.options().getOrDefault("function", "linear")
                : "without a function";
    }

    /** Returns the difference between the largest and the smallest value of a function. */
    private static double rangeOf(TransferFunction function) {
        if (function instanceof TransferFunction.Tanh tanh) {
            return 2 * Math.abs(tanh.a());
        }
        if (function instanceof TransferFunction.SoftSign) {
            return 2;
        }
        return function instanceof TransferFunction.Logistics || function instanceof TransferFunction.ForwardLogistics
                ? 1 : Double.POSITIVE_INFINITY;
    }
}
