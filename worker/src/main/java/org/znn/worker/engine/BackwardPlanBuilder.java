package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;

/**
 * Translates a network graph into the steps of a backward pass. Nodes are visited in reverse order of the forward pass,
 * so that the gradient of a node is complete, with the shares of all outgoing edges, before the node passes it on. The
 * first share is written, the others are added. Gradients on which no weight gradient depends are not computed.
 *
 * <p>Edges into a node are visited in reverse order of their names, convolutions first. An edge that changes nothing
 * and comes last needs no step: its input node takes over the storage of the gradient.
 */
final class BackwardPlanBuilder {

    private final NetworkSpec spec;
    private final NetworkGeometry geometry;
    private final AlgorithmSelection algorithms;
    private final ForwardPlanBuilder forward;
    private final List<Step> steps = new ArrayList<>();
    /** dE/d(output) of each node that has received a share of it. */
    private final Map<String, Activation> gradients = new HashMap<>();
    private final Map<String, Boolean> needed = new HashMap<>();

    /**
     * Creates a builder.
     *
     * @param forward builder of the forward pass, after it has built its steps
     */
    BackwardPlanBuilder(NetworkSpec spec, NetworkGeometry geometry, AlgorithmSelection algorithms,
            ForwardPlanBuilder forward) {
        this.spec = spec;
        this.geometry = geometry;
        this.algorithms = algorithms;
        this.forward = forward;
    }

    /** Builds the steps of the pass, in order of execution. */
    List<Step> steps() {
        List<String> order = new ArrayList<>(forward.activations().keySet());
        Collections.reverse(order);
        order.stream().map(spec::node).filter(this::isNeeded).forEach(this::passBack);
        return List.copyOf(steps);
    }

    /** Whether the gradient of a weight depends on the gradient of the node's output. */
    private boolean isNeeded(NodeSpec node) {
        Boolean known = needed.get(node.name());
        if (known == null) {
            known = node.type() == NodeType.TRANSFER || spec.incoming(node.name()).stream()
                    .anyMatch(e -> e.type() == EdgeType.CONV || isNeeded(spec.node(e.input())));
            needed.put(node.name(), known);
        }
        return known;
    }

    private void passBack(NodeSpec node) {
        Activation gradient = gradients.get(node.name());
        if (gradient == null) {
            gradient = forward.newActivation(node);
            steps.add(new BackwardSteps.LoadGradient(node.name(), gradient));
        }
        if (node.type() == NodeType.TRANSFER) {
            steps.add(new BackwardSteps.Transfer(node.name(), node.function().orElseThrow(), activation(node.name()),
                    gradient));
        }
        List<EdgeSpec> edges = new ArrayList<>(spec.incoming(node.name()));
        Collections.reverse(edges);
        edges.sort(Comparator.comparing(e -> e.type() != EdgeType.CONV));
        for (int i = 0; i < edges.size(); i++) {
            EdgeSpec edge = edges.get(i);
            NodeSpec source = spec.node(edge.input());
            if (edge.type() == EdgeType.CONV) {
                steps.add(new BackwardSteps.WeightGradient(edge.name(), forward.convolutionShape(edge),
                        algorithms.algorithms(edge.name()).weightGradient(), activation(source.name()), gradient));
            }
            if (isNeeded(source)) {
                passBack(edge, source, node, gradient, i == edges.size() - 1);
            }
        }
    }

    private void passBack(EdgeSpec edge, NodeSpec source, NodeSpec node, Activation gradient, boolean last) {
        Activation known = gradients.get(source.name());
        boolean accumulate = known != null;
        boolean selectsMaximum = edge.type() == EdgeType.MAXOUT && spec.incoming(node.name()).size() > 1;
        boolean unchanged = edge.type() == EdgeType.DUMMY || edge.type() == EdgeType.MAXOUT && !selectsMaximum
                || edge.type() == EdgeType.CROP && edge.offset().equals(Vec3.ZERO);
        if (last && unchanged && !accumulate) {
            gradients.put(source.name(), gradient);
            return;
        }
        Activation to = accumulate ? known : forward.newActivation(source);
        gradients.put(source.name(), to);
        Activation from = activation(source.name());
        steps.add(switch (edge.type()) {
            case CONV -> new BackwardSteps.InputGradient(edge.name(), forward.convolutionShape(edge),
                    algorithms.algorithms(edge.name()).inputGradient(), gradient, to, accumulate);
            case MAX_FILTER -> new BackwardSteps.MaxFilter(edge.name(), edge.size(), geometry.dilation(edge), from,
                    gradient, to, accumulate);
            case MAX_POOL -> new BackwardSteps.MaxPool(edge.name(), edge.size(), from, gradient, to, accumulate);
            case DROPOUT -> new BackwardSteps.Dropout(edge.name(), edge.keepProbability(), gradient, to, accumulate);
            case MAXOUT -> selectsMaximum
                    ? new BackwardSteps.Maxout(edge.name(), from, activation(node.name()), gradient, to, accumulate)
                    : new BackwardSteps.PassThrough(edge.name(), Vec3.ZERO, gradient, to, accumulate);
            case CROP, DUMMY -> new BackwardSteps.PassThrough(edge.name(), edge.offset(), gradient, to, accumulate);
        });
    }

    private Activation activation(String node) {
        return forward.activations().get(node);
    }
}
