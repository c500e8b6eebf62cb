package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.FeatureMapLayout;
import org.znn.worker.engine.StepInfo.Action;

/**
 * Translates a network graph into the steps of a forward pass. A node is computed when an edge first needs it, so that
 * one branch of the graph is finished before the next one begins. The first edge into a node writes its activation, the
 * others add to it; convolutions come last, so that the last convolution can apply bias and function as its epilogue.
 *
 * <p>An edge that changes nothing (dropout in inference, dummy, maxout) needs no step if it is the only edge into its
 * node: both nodes then share a storage. A node that modifies its elements reuses the storage of its source if no other
 * step will read that storage, and copies it otherwise.
 *
 * <p>In training the backward pass reads the activations, so no node reuses a storage, and dropout edges get steps. The
 * sums are the same as in inference, in the same order.
 */
final class ForwardPlanBuilder {

    private final NetworkSpec spec;
    private final NetworkGeometry geometry;
    private final Map<String, Vec3> sizes;
    private final BiFunction<Integer, Vec3, FeatureMapLayout> layouts;
    private final AlgorithmSelection algorithms;
    private final boolean training;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Activation> activations = new LinkedHashMap<>();
    /** Number of edges and stores that will still read a storage, by the number of the storage. */
    private final List<Integer> pendingReads = new ArrayList<>();

    ForwardPlanBuilder(NetworkSpec spec, NetworkGeometry geometry, Map<String, Vec3> sizes,
            BiFunction<Integer, Vec3, FeatureMapLayout> layouts, AlgorithmSelection algorithms, boolean training) {
        this.spec = spec;
        this.geometry = geometry;
        this.sizes = sizes;
        this.layouts = layouts;
        this.algorithms = algorithms;
        this.training = training;
    }

    /** Builds the steps of the pass, in order of execution. */
    List<Step> steps() {
        spec.outputs().forEach(this::compute);
        return List.copyOf(steps);
    }

    /** Activations by node, in order of computation; complete once the steps are built. */
    Map<String, Activation> activations() {
        return activations;
    }

    /** Creates another activation of a node, in a storage of its own. */
    Activation newActivation(NodeSpec node) {
        return newActivation(node.name(), node.featureMaps(), sizes.get(node.name()));
    }

    ConvolutionShape convolutionShape(EdgeSpec edge) {
        return new ConvolutionShape(spec.node(edge.input()).featureMaps(), spec.node(edge.output()).featureMaps(),
                edge.size(), geometry.dilation(edge));
    }

    private Activation compute(NodeSpec node) {
        Activation known = activations.get(node.name());
        if (known != null) {
            return known;
        }
        Activation activation = node.type() == NodeType.INPUT ? load(node) : combine(node);
        activations.put(node.name(), activation);
        int readers = spec.outgoing(node.name()).size();
        pendingReads.set(activation.storage(), pendingReads.get(activation.storage()) + readers);
        if (readers == 0) {
            steps.add(new ForwardSteps.Store(node.name(), activation));
        }
        return activation;
    }

    private Activation load(NodeSpec node) {
        Activation activation = newActivation(node);
        steps.add(new ForwardSteps.Load(node.name(), activation));
        return activation;
    }

    private Activation combine(NodeSpec node) {
        List<EdgeSpec> edges = new ArrayList<>(spec.incoming(node.name()));
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(spec.source() + ": no edge leads to node '" + node.name() + "'");
        }
        edges.sort(Comparator.comparing(e -> e.type() == EdgeType.CONV));
        Activation target = null;
        for (int i = 0; i < edges.size(); i++) {
            EdgeSpec edge = edges.get(i);
            Activation source = compute(spec.node(edge.input()));
            boolean last = i == edges.size() - 1;
            if (edge.type() == EdgeType.CONV) {
                target = convolve(edge, source, target, node, last);
            } else if (target == null) {
                boolean unchanged = last && node.type() != NodeType.TRANSFER;
                target = addFirstEdge(edge, source, node, unchanged);
            } else {
                addFurtherEdge(edge, source, target, node);
            }
            pendingReads.set(source.storage(), pendingReads.get(source.storage()) - 1);
        }
        if (node.type() == NodeType.TRANSFER && edges.get(edges.size() - 1).type() != EdgeType.CONV) {
            steps.add(new ForwardSteps.Transfer(node.name(), node.function().orElseThrow(), target));
        }
        return target;
    }

    private Activation convolve(EdgeSpec edge, Activation source, Activation target, NodeSpec node, boolean last) {
        Activation to = target == null ? newActivation(node) : target;
        boolean hasEpilogue = last && node.type() == NodeType.TRANSFER;
        steps.add(new ForwardSteps.Convolution(edge.name(), convolutionShape(edge),
                algorithms.algorithms(edge.name()).forward(), source, to, target != null,
                hasEpilogue ? node.name() : null, hasEpilogue ? node.function().orElseThrow() : null));
        return to;
    }

    /**
     * Adds the first edge into a node, which is not a convolution.
     *
     * @param unchanged whether neither the node nor another edge modifies the elements that this edge writes
     * @return the activation of the node
     */
    private Activation addFirstEdge(EdgeSpec edge, Activation source, NodeSpec node, boolean unchanged) {
        if (isPooling(edge)) {
            Activation to = newActivation(node);
            pool(edge, source, to);
            return to;
        }
        if (training && edge.type() == EdgeType.DROPOUT) {
            Activation to = newActivation(node);
            steps.add(new ForwardSteps.Dropout(edge.name(), edge.keepProbability(), source, to, false));
            return to;
        }
        boolean whole = edge.offset().equals(Vec3.ZERO);
        boolean isLastReader = !training && pendingReads.get(source.storage()) == 1;
        if (whole && (unchanged || isLastReader)) {
            return source;
        }
        Activation to = newActivation(node);
        steps.add(new ForwardSteps.Combination(edge.name(), Action.COPY, source, edge.offset(), to));
        return to;
    }

    /** Adds a further edge, which is not a convolution, into a node that already has an activation. */
    private void addFurtherEdge(EdgeSpec edge, Activation source, Activation target, NodeSpec node) {
        if (isPooling(edge)) {
            Activation pooled = newActivation(edge.name(), node.featureMaps(), target.layout().size());
            pool(edge, source, pooled);
            steps.add(new ForwardSteps.Combination(edge.name(), Action.ADD, pooled, Vec3.ZERO, target));
        } else if (training && edge.type() == EdgeType.DROPOUT) {
            steps.add(new ForwardSteps.Dropout(edge.name(), edge.keepProbability(), source, target, true));
        } else {
            Action action = node.type() == NodeType.MAXOUT ? Action.MAX : Action.ADD;
            steps.add(new ForwardSteps.Combination(edge.name(), action, source, edge.offset(), target));
        }
    }

    private static boolean isPooling(EdgeSpec edge) {
        return edge.type() == EdgeType.MAX_FILTER || edge.type() == EdgeType.MAX_POOL;
    }

    private void pool(EdgeSpec edge, Activation source, Activation to) {
        if (edge.type() == EdgeType.MAX_FILTER) {
            steps.add(new ForwardSteps.MaxFilter(edge.name(), edge.size(), geometry.dilation(edge), source, to));
            return;
        }
        steps.add(new ForwardSteps.MaxPool(edge.name(), edge.size(), source, to));
    }

    private Activation newActivation(String name, int channels, Vec3 size) {
        FeatureMapLayout layout = PassTooLargeException.layout(name, channels, size, layouts);
        pendingReads.add(0);
        return new Activation(name, layout, pendingReads.size() - 1);
    }
}
