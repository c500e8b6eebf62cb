package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.worker.convolution.ConvolutionShape;

/**
 * Turns a graph into the steps of a backward pass: nodes in the opposite order of the forward pass, so that all edges
 * that leave a node have left their share in its gradient before that is handed on. Of these the first writes and the
 * others add. Where no weight lies upstream, nothing is computed.
 *
 * <p>Edges into a node are served in the opposite order of their names, convolutions first. An edge that changes
 * nothing and comes last costs nothing: the node it starts from takes over the numbers.
 */
final class BackwardBuilder {

    private final NetworkSpec spec;
    private final NetworkGeometry geometry;
    private final ConvolutionChoice choice;
    private final PlanBuilder forward;
    private final List<BackwardStep> steps = new ArrayList<>();
    /** dE/d(output) of the nodes that have got a share of it. */
    private final Map<String, Value> gradients = new HashMap<>();
    private final Map<String, Boolean> needed = new HashMap<>();

    /** After the steps of the forward pass have been built. */
    BackwardBuilder(NetworkSpec spec, NetworkGeometry geometry, ConvolutionChoice choice, PlanBuilder forward) {
        this.spec = spec;
        this.geometry = geometry;
        this.choice = choice;
        this.forward = forward;
    }

    /** The steps of a pass, in the order in which they run. */
    List<BackwardStep> steps() {
        List<String> order = new ArrayList<>(forward.values().keySet());
        Collections.reverse(order);
        order.stream().map(spec::node).filter(this::isNeeded).forEach(this::passBack);
        return List.copyOf(steps);
    }

    /** Whether a weight's gradient depends on that of the node's output. */
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
        Value gradient = gradients.get(node.name());
        if (gradient == null) {
            gradient = forward.fresh(node);
            steps.add(new BackwardSteps.Load(node.name(), gradient));
        }
        if (node.type() == NodeType.TRANSFER) {
            steps.add(new BackwardSteps.Transfer(node.name(), node.function().orElseThrow(), value(node.name()),
                    gradient));
        }
        List<EdgeSpec> edges = new ArrayList<>(spec.incoming(node.name()));
        Collections.reverse(edges);
        edges.sort(Comparator.comparing(e -> e.type() != EdgeType.CONV));
        for (int i = 0; i < edges.size(); i++) {
            EdgeSpec edge = edges.get(i);
            NodeSpec source = spec.node(edge.input());
            if (edge.type() == EdgeType.CONV) {
                steps.add(new BackwardSteps.Weights(edge.name(), shape(edge),
                        choice.of(edge.name()).weightGradient(), value(source.name()), gradient));
            }
            if (isNeeded(source)) {
                passBack(edge, source, node, gradient, i == edges.size() - 1);
            }
        }
    }

    private void passBack(EdgeSpec edge, NodeSpec source, NodeSpec node, Value gradient, boolean last) {
        Value known = gradients.get(source.name());
        boolean add = known != null;
        boolean chosen = edge.type() == EdgeType.MAXOUT && spec.incoming(node.name()).size() > 1;
        boolean unchanged = edge.type() == EdgeType.DUMMY || edge.type() == EdgeType.MAXOUT && !chosen
                || edge.type() == EdgeType.CROP && edge.offset().equals(Vec3.ZERO);
        if (last && unchanged && !add) {
            gradients.put(source.name(), gradient);
            return;
        }
        Value to = add ? known : forward.fresh(source);
        gradients.put(source.name(), to);
        Value from = value(source.name());
        steps.add(switch (edge.type()) {
            case CONV -> new BackwardSteps.Convolve(edge.name(), shape(edge),
                    choice.of(edge.name()).inputGradient(), gradient, to, add);
            case MAX_FILTER -> new BackwardSteps.MaxFilter(edge.name(), edge.size(), geometry.dilation(edge), from,
                    gradient, to, add);
            case MAX_POOL -> new BackwardSteps.MaxPool(edge.name(), edge.size(), from, gradient, to, add);
            case DROPOUT -> new BackwardSteps.Dropout(edge.name(), edge.keep(), gradient, to, add);
            case MAXOUT -> chosen
                    ? new BackwardSteps.Maxout(edge.name(), from, value(node.name()), gradient, to, add)
                    : new BackwardSteps.HandOn(edge.name(), Vec3.ZERO, gradient, to, add);
            case CROP, DUMMY -> new BackwardSteps.HandOn(edge.name(), edge.offset(), gradient, to, add);
        });
    }

    private Value value(String node) {
        return forward.values().get(node);
    }

    private ConvolutionShape shape(EdgeSpec edge) {
        return new ConvolutionShape(spec.node(edge.input()).size(), spec.node(edge.output()).size(), edge.size(),
                geometry.dilation(edge));
    }
}
