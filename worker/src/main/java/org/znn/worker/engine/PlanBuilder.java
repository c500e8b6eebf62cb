package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.NodeType;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.MapsLayout;
import org.znn.worker.engine.StepInfo.Action;

/**
 * Turns a graph into steps. A node is computed when an edge first needs it, so one branch of a graph is done before
 * the next begins. Of the edges into a node the first writes and the others add; convolutions come last, so that the
 * last of them can apply bias and function in passing.
 *
 * <p>An edge that changes nothing (dropout at test time, dummy, maxout) costs nothing where its target is its only
 * edge's mirror image: both nodes share the numbers. Where the target goes on to change them, it takes them over if
 * nobody else will read them, and copies them if somebody will.
 *
 * <p>In training a backward pass will read the values, so that none takes over another's, and dropout drops. The sums
 * are the same, in the same order.
 */
final class PlanBuilder {

    private final NetworkSpec spec;
    private final NetworkGeometry geometry;
    private final Map<String, Vec3> sizes;
    private final ConvolutionChoice choice;
    private final boolean training;
    private final BiFunction<Integer, Vec3, MapsLayout> layouts;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    /** For each storage, how many edges and stores will still read it. */
    private final List<Integer> readsLeft = new ArrayList<>();

    PlanBuilder(NetworkSpec spec, NetworkGeometry geometry, Map<String, Vec3> sizes,
            BiFunction<Integer, Vec3, MapsLayout> layouts, ConvolutionChoice choice, boolean training) {
        this.spec = spec;
        this.geometry = geometry;
        this.sizes = sizes;
        this.layouts = layouts;
        this.choice = choice;
        this.training = training;
    }

    /** The steps of a pass, in the order in which they run. */
    List<Step> steps() {
        spec.outputs().forEach(this::compute);
        return List.copyOf(steps);
    }

    /** The value of every node, by name, in the order in which they are computed; once there are steps. */
    Map<String, Value> values() {
        return values;
    }

    private Value compute(NodeSpec node) {
        Value known = values.get(node.name());
        if (known != null) {
            return known;
        }
        Value value = node.type() == NodeType.INPUT ? load(node) : combine(node);
        values.put(node.name(), value);
        int readers = spec.outgoing(node.name()).size();
        readsLeft.set(value.storage(), readsLeft.get(value.storage()) + readers);
        if (readers == 0) {
            steps.add(new Steps.Store(node.name(), value));
        }
        return value;
    }

    private Value load(NodeSpec node) {
        Value value = fresh(node.name(), node.size(), sizes.get(node.name()));
        steps.add(new Steps.Load(node.name(), value));
        return value;
    }

    private Value combine(NodeSpec node) {
        List<EdgeSpec> edges = new ArrayList<>(spec.incoming(node.name()));
        if (edges.isEmpty()) {
            throw new IllegalArgumentException(spec.source() + ": no edge leads to node '" + node.name() + "'");
        }
        edges.sort(Comparator.comparing(e -> e.type() == EdgeType.CONV));
        Value target = null;
        for (int i = 0; i < edges.size(); i++) {
            EdgeSpec edge = edges.get(i);
            Value source = compute(spec.node(edge.input()));
            boolean last = i == edges.size() - 1;
            if (edge.type() == EdgeType.CONV) {
                target = convolve(edge, source, target, node, last);
            } else if (target == null) {
                boolean unchanged = last && node.type() != NodeType.TRANSFER;
                target = first(edge, source, node, unchanged);
            } else {
                further(edge, source, target, node);
            }
            readsLeft.set(source.storage(), readsLeft.get(source.storage()) - 1);
        }
        if (node.type() == NodeType.TRANSFER && edges.get(edges.size() - 1).type() != EdgeType.CONV) {
            steps.add(new Steps.Transfer(node.name(), node.function().orElseThrow(), target));
        }
        return target;
    }

    private Value convolve(EdgeSpec edge, Value source, Value target, NodeSpec node, boolean last) {
        Value to = target == null ? fresh(node) : target;
        boolean ends = last && node.type() == NodeType.TRANSFER;
        ConvolutionShape shape = new ConvolutionShape(spec.node(edge.input()).size(), node.size(), edge.size(),
                geometry.dilation(edge));
        steps.add(new Steps.Convolve(edge.name(), shape, choice.of(edge.name()).forward(), source, to,
                target != null, ends ? node.name() : null, ends ? node.function().orElseThrow() : null));
        return to;
    }

    /** The value of a node after its first edge, which is no convolution. */
    private Value first(EdgeSpec edge, Value source, NodeSpec node, boolean unchanged) {
        if (isMapped(edge)) {
            Value to = fresh(node);
            map(edge, source, to);
            return to;
        }
        if (training && edge.type() == EdgeType.DROPOUT) {
            Value to = fresh(node);
            steps.add(new Steps.Dropout(edge.name(), edge.keep(), source, to, false));
            return to;
        }
        boolean whole = edge.offset().equals(Vec3.ZERO);
        boolean lastToRead = !training && readsLeft.get(source.storage()) == 1;
        if (whole && (unchanged || lastToRead)) {
            return source;
        }
        Value to = fresh(node);
        steps.add(new Steps.Combine(edge.name(), Action.COPY, source, edge.offset(), to));
        return to;
    }

    /** A further edge, which is no convolution, into a node that has a value already. */
    private void further(EdgeSpec edge, Value source, Value target, NodeSpec node) {
        if (isMapped(edge)) {
            Value apart = fresh(edge.name(), node.size(), target.layout().size());
            map(edge, source, apart);
            steps.add(new Steps.Combine(edge.name(), Action.ADD, apart, Vec3.ZERO, target));
        } else if (training && edge.type() == EdgeType.DROPOUT) {
            steps.add(new Steps.Dropout(edge.name(), edge.keep(), source, target, true));
        } else {
            Action action = node.type() == NodeType.MAXOUT ? Action.MAX : Action.ADD;
            steps.add(new Steps.Combine(edge.name(), action, source, edge.offset(), target));
        }
    }

    private static boolean isMapped(EdgeSpec edge) {
        return edge.type() == EdgeType.MAX_FILTER || edge.type() == EdgeType.MAX_POOL;
    }

    private void map(EdgeSpec edge, Value source, Value to) {
        if (edge.type() == EdgeType.MAX_FILTER) {
            steps.add(new Steps.MaxFilter(edge.name(), edge.size(), geometry.dilation(edge), source, to));
            return;
        }
        steps.add(new Steps.MaxPool(edge.name(), edge.size(), source, to));
    }

    /** Room for another value of a node. */
    Value fresh(NodeSpec node) {
        return fresh(node.name(), node.size(), sizes.get(node.name()));
    }

    private Value fresh(String name, int channels, Vec3 size) {
        MapsLayout layout = PassTooLarge.layout(name, channels, size, layouts);
        readsLeft.add(0);
        return new Value(name, layout, readsLeft.size() - 1);
    }
}
