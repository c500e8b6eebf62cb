package org.znn.common.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;

/** Infers dilations from inputs to outputs and map sizes from outputs to inputs; reports conflicts between paths. */
final class ShapeInference {

    private final NetworkSpec network;
    private final Diagnostics diagnostics;
    private final int errorsBefore;
    private final Map<String, Vec3> dilations = new HashMap<>();
    private final Map<String, Vec3> fields = new HashMap<>();
    private final Map<String, SizeRelation> sizes = new HashMap<>();
    /** The edge from which a node's dilation or size was first inferred. */
    private final Map<String, EdgeSpec> firstEdges = new HashMap<>();

    ShapeInference(NetworkSpec network, Diagnostics diagnostics) {
        this.network = network;
        this.diagnostics = diagnostics;
        errorsBefore = diagnostics.errors().size();
    }

    Optional<NetworkGeometry> infer() {
        List<NodeSpec> order = Topology.sort(network);
        order.forEach(this::inferDilation);
        firstEdges.clear();
        for (int i = order.size() - 1; i >= 0 && hasNoNewErrors(); i--) {
            inferInputSizes(order.get(i));
        }
        return hasNoNewErrors() ? Optional.of(new NetworkGeometry(network, dilations, fields, sizes))
                : Optional.empty();
    }

    private boolean hasNoNewErrors() {
        return diagnostics.errors().size() == errorsBefore;
    }

    private void inferDilation(NodeSpec node) {
        Vec3 dilation = Vec3.ONE;
        for (EdgeSpec edge : network.incoming(node.name())) {
            Vec3 next = combineWithinLimit(edge, dilations.get(edge.input()), edge.stride(), (a, b) -> a * b);
            EdgeSpec first = firstEdges.putIfAbsent(node.name(), edge);
            if (first != null && !next.equals(dilation) && !node.dense()) {
                diagnostics.error(network.location(edge), "the accumulated stride at node '" + node.name() + "' is "
                        + next + " through edge '" + edge.name() + "', but " + dilation + " through edge '"
                        + first.name() + "'",
                        "all edges into a node must agree; change a stride along one of the paths");
            }
            dilation = first == null ? next : dilation;
        }
        dilations.put(node.name(), node.dense() ? Vec3.ONE : dilation);
    }

    private void inferInputSizes(NodeSpec node) {
        String name = node.name();
        fields.putIfAbsent(name, Vec3.ONE);
        sizes.putIfAbsent(name, SizeRelation.IDENTITY);
        for (EdgeSpec edge : network.incoming(name)) {
            String from = edge.input();
            SizeRelation size = inputSize(edge, sizes.get(name));
            SizeRelation known = sizes.putIfAbsent(from, size);
            EdgeSpec first = firstEdges.putIfAbsent(from, edge);
            if (known != null && !known.equals(size)) {
                diagnostics.error(network.location(edge), "edge '" + edge.name() + "' needs maps of size " + text(size)
                        + " at node '" + from + "', but edge '" + first.name() + "' needs size " + text(known),
                        "all paths from a node must need the same context; add crop edges to the shorter path");
            }
            fields.merge(from, inputField(edge, fields.get(name)), Vec3::max);
        }
    }

    /** Returns the size of an edge's input for the size of its output. */
    private SizeRelation inputSize(EdgeSpec edge, SizeRelation size) {
        return switch (edge.type()) {
            case CONV, MAX_FILTER -> {
                Vec3 extent = combineWithinLimit(edge, edge.size().minus(1), dilations.get(edge.input()),
                        (a, b) -> a * b);
                yield new SizeRelation(size.scale(), combineWithinLimit(edge, size.margin(), extent, Long::sum));
            }
            case MAX_POOL -> new SizeRelation(combineWithinLimit(edge, size.scale(), edge.size(), (a, b) -> a * b),
                    combineWithinLimit(edge, size.margin(), edge.size(), (a, b) -> a * b));
            case CROP -> new SizeRelation(size.scale(),
                    combineWithinLimit(edge, size.margin(), edge.offset(), (a, b) -> a + 2 * b));
            default -> size;
        };
    }

    /** Returns the field of view at an edge's input for that at its output, by ZNN's formula, which ignores crops. */
    private Vec3 inputField(EdgeSpec edge, Vec3 field) {
        return switch (edge.type()) {
            case CONV, MAX_FILTER -> combineWithinLimit(edge,
                    combineWithinLimit(edge, field.minus(1), edge.stride(), (a, b) -> a * b),
                    edge.size(), Long::sum);
            case MAX_POOL -> combineWithinLimit(edge, field, edge.size(), (a, b) -> a * b);
            default -> field;
        };
    }

    /** Combines two triples by coordinate; reports the first result beyond the limit and clamps to the limit. */
    private Vec3 combineWithinLimit(EdgeSpec edge, Vec3 a, Vec3 b, LongBinaryOperator op) {
        int[] result = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            long exact = op.applyAsLong(a.get(axis), b.get(axis));
            if (exact > SizeRelation.MAX_SIDE && hasNoNewErrors()) {
                diagnostics.error(network.location(edge), "with edge '" + edge.name() + "' the network's field of view"
                        + " would be " + exact + " voxels along " + "zyx".charAt(axis), "reduce sizes or strides");
            }
            result[axis] = (int) Math.min(exact, SizeRelation.MAX_SIDE);
        }
        return new Vec3(result[0], result[1], result[2]);
    }

    /** Formats as {@code output + 4,4,4} or {@code 2,2,2 x output + 1,1,1}. */
    private static String text(SizeRelation size) {
        return (size.scale().equals(Vec3.ONE) ? "" : size.scale() + " x ") + "output + " + size.margin();
    }
}
