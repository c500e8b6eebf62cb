package org.znn.common.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;

/** Follows a network forward for its dilations and backward for its sizes; what disagrees becomes a problem. */
final class GeometryTrace {

    private final NetworkSpec network;
    private final Problems problems;
    private final int before;
    private final Map<String, Vec3> dilations = new HashMap<>();
    private final Map<String, Vec3> fields = new HashMap<>();
    private final Map<String, SizeMap> sizes = new HashMap<>();
    /** The edge that first gave a node its dilation or size. */
    private final Map<String, EdgeSpec> authors = new HashMap<>();

    GeometryTrace(NetworkSpec network, Problems problems) {
        this.network = network;
        this.problems = problems;
        before = problems.errors().size();
    }

    Optional<NetworkGeometry> run() {
        List<NodeSpec> order = Topology.order(network);
        order.forEach(this::dilate);
        authors.clear();
        for (int i = order.size() - 1; i >= 0 && isSound(); i--) {
            widen(order.get(i));
        }
        return isSound() ? Optional.of(new NetworkGeometry(network, dilations, fields, sizes)) : Optional.empty();
    }

    private boolean isSound() {
        return problems.errors().size() == before;
    }

    private void dilate(NodeSpec node) {
        Vec3 dilation = Vec3.ONE;
        for (EdgeSpec edge : network.incoming(node.name())) {
            Vec3 next = limited(edge, dilations.get(edge.input()), edge.stride(), (a, b) -> a * b);
            EdgeSpec first = authors.putIfAbsent(node.name(), edge);
            if (first != null && !next.equals(dilation) && !node.dense()) {
                problems.error(where(edge), "edge '" + edge.name() + "' brings the accumulated stride " + next
                        + " to node '" + node.name() + "', edge '" + first.name() + "' brings " + dilation,
                        "all edges into a node must agree; change a stride on the way");
            }
            dilation = first == null ? next : dilation;
        }
        dilations.put(node.name(), node.dense() ? Vec3.ONE : dilation);
    }

    private void widen(NodeSpec node) {
        String name = node.name();
        fields.putIfAbsent(name, Vec3.ONE);
        sizes.putIfAbsent(name, SizeMap.IDENTITY);
        for (EdgeSpec edge : network.incoming(name)) {
            String from = edge.input();
            SizeMap size = before(edge, sizes.get(name));
            SizeMap known = sizes.putIfAbsent(from, size);
            EdgeSpec first = authors.putIfAbsent(from, edge);
            if (known != null && !known.equals(size)) {
                problems.error(where(edge), "edge '" + edge.name() + "' needs maps of node '" + from + "' of size "
                        + text(size) + ", edge '" + first.name() + "' of size " + text(known),
                        "paths that part at a node must take the same context; pad the shorter one with crop edges");
            }
            fields.merge(from, field(edge, fields.get(name)), Vec3::max);
        }
    }

    /** The size of an edge's input for that of its output. */
    private SizeMap before(EdgeSpec edge, SizeMap size) {
        return switch (edge.type()) {
            case CONV, MAX_FILTER -> {
                Vec3 reach = limited(edge, edge.size().minus(1), dilations.get(edge.input()), (a, b) -> a * b);
                yield new SizeMap(size.scale(), limited(edge, size.margin(), reach, Long::sum));
            }
            case MAX_POOL -> new SizeMap(limited(edge, size.scale(), edge.size(), (a, b) -> a * b),
                    limited(edge, size.margin(), edge.size(), (a, b) -> a * b));
            case CROP -> new SizeMap(size.scale(), limited(edge, size.margin(), edge.offset(), (a, b) -> a + 2 * b));
            default -> size;
        };
    }

    /** The field of view at an edge's input for that at its output; ZNN's formula, which leaves crops out. */
    private Vec3 field(EdgeSpec edge, Vec3 field) {
        return switch (edge.type()) {
            case CONV, MAX_FILTER -> limited(edge, limited(edge, field.minus(1), edge.stride(), (a, b) -> a * b),
                    edge.size(), Long::sum);
            case MAX_POOL -> limited(edge, field, edge.size(), (a, b) -> a * b);
            default -> field;
        };
    }

    /** Combines two triples; beyond the limit is an error, once, and the limit stands in for it. */
    private Vec3 limited(EdgeSpec edge, Vec3 a, Vec3 b, LongBinaryOperator op) {
        int[] result = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            long exact = op.applyAsLong(a.get(axis), b.get(axis));
            if (exact > SizeMap.MOST && isSound()) {
                problems.error(where(edge), "with edge '" + edge.name() + "' the network would look at " + exact
                        + " voxels along " + "zyx".charAt(axis), "make sizes or strides smaller");
            }
            result[axis] = (int) Math.min(exact, SizeMap.MOST);
        }
        return new Vec3(result[0], result[1], result[2]);
    }

    private String where(EdgeSpec edge) {
        return network.source() + (edge.line() > 0 ? ":" + edge.line() : "");
    }

    /** {@code output + 4,4,4} or {@code 2,2,2 x output + 1,1,1}. */
    private static String text(SizeMap size) {
        return (size.scale().equals(Vec3.ONE) ? "" : size.scale() + " x ") + "output + " + size.margin();
    }
}
