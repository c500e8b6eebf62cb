package org.znn.driver.info;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.SizeMap;
import org.znn.common.network.TransferFunction;
import org.znn.common.problem.UserMistake;
import org.znn.common.volume.Precision;
import org.znn.driver.report.Quantities;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLarge;

/** A network: its layers, what an output voxel sees, what it costs, and which patches it can take. */
final class NetworkLines {

    /** Edges of the output patches shown as examples. */
    private static final int[] EXAMPLES = {1, 16, 64, 128};

    private NetworkLines() {
    }

    static List<String> of(NetworkSpec network) {
        NetworkGeometry geometry = NetworkGeometry.of(network);
        List<String> lines = new ArrayList<>();
        lines.add(network.source() + ": a network of " + network.nodes().size() + " nodes and "
                + network.edges().size() + " edges");
        lines.add("inputs           " + maps(network.inputs()));
        lines.add("outputs          " + maps(network.outputs()));
        lines.add("field of view    " + geometry.fieldOfView());
        lines.add(String.format(Locale.ROOT, "parameters       %,d", parameters(network)));
        lines.add("");
        lines.addAll(layers(network, geometry));
        lines.add("");
        lines.addAll(sizes(network, geometry));
        return lines;
    }

    private static String maps(List<NodeSpec> nodes) {
        return nodes.stream().map(n -> n.name() + " (" + n.size() + (n.size() == 1 ? " map)" : " maps)"))
                .collect(Collectors.joining(", "));
    }

    /** Weights of all kernels and biases; a block of tied weights counts as one. */
    private static long parameters(NetworkSpec network) {
        long kernels = network.edges().stream().mapToLong(e -> kernels(network, e)).sum();
        long biases = network.nodes().stream().filter(n -> n.function().isPresent()).mapToLong(NodeSpec::size).sum();
        return kernels + biases;
    }

    private static long kernels(NetworkSpec network, EdgeSpec edge) {
        return edge.type() != EdgeType.CONV ? 0 : (long) network.node(edge.input()).size()
                * network.node(edge.output()).size() * edge.size().floorDiv(edge.repeat()).product();
    }

    private static List<String> layers(NetworkSpec network, NetworkGeometry geometry) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("layer", "type", "from", "to", "maps", "size", "dilation", "parameters"));
        Comparator<EdgeSpec> byDepth = Comparator.comparing((EdgeSpec e) -> depth(network, e.output()))
                .thenComparing(EdgeSpec::name);
        network.edges().stream().sorted(byDepth).forEach(e -> rows.add(List.of(e.name(), type(e), e.input(),
                e.output() + function(network.node(e.output())),
                network.node(e.input()).size() + " > " + network.node(e.output()).size(), size(e),
                geometry.dilation(e).equals(Vec3.ONE) ? "" : geometry.dilation(e).toString(),
                e.type() == EdgeType.CONV ? String.format(Locale.ROOT, "%,d", kernels(network, e)) : "")));
        return Table.of(rows);
    }

    /** Edges on the longest way from an input. */
    private static int depth(NetworkSpec network, String node) {
        Map<String, Integer> known = new HashMap<>();
        return depth(network, node, known);
    }

    private static int depth(NetworkSpec network, String node, Map<String, Integer> known) {
        Integer found = known.get(node);
        if (found == null) {
            found = network.incoming(node).stream().mapToInt(e -> 1 + depth(network, e.input(), known)).max().orElse(0);
            known.put(node, found);
        }
        return found;
    }

    private static String type(EdgeSpec edge) {
        return edge.type().name().toLowerCase(Locale.ROOT) + (edge.fft() ? " fft" : "");
    }

    private static String function(NodeSpec node) {
        return node.function().map(f -> " (" + name(f) + ")").orElse("");
    }

    private static String name(TransferFunction function) {
        return function.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String size(EdgeSpec edge) {
        return switch (edge.type()) {
            case CONV, MAX_FILTER, MAX_POOL -> edge.size()
                    + (edge.stride().equals(Vec3.ONE) ? "" : " stride " + edge.stride());
            case CROP -> "offset " + edge.offset();
            case DROPOUT -> "keeps " + edge.keep();
            default -> "";
        };
    }

    private static List<String> sizes(NetworkSpec network, NetworkGeometry geometry) {
        List<String> lines = new ArrayList<>();
        for (NodeSpec input : network.inputs()) {
            SizeMap map = geometry.sizeMap(input.name());
            String scale = map.scale().equals(Vec3.ONE) ? "output" : map.scale() + " x output";
            lines.add("patch at " + input.name() + " = " + scale + " + " + map.margin() + ", from " + map.context()
                    + " on");
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("output", "input", "operations a voxel", "memory, float32"));
        boolean flat = geometry.fieldOfView().z() == 1;
        for (int edge : EXAMPLES) {
            example(network, flat ? new Vec3(1, edge, edge) : Vec3.cube(edge)).forEach(rows::add);
        }
        lines.addAll(Table.of(rows));
        lines.add("(operations of direct convolution, a multiply-add is two)");
        return lines;
    }

    private static Stream<List<String>> example(NetworkSpec network, Vec3 output) {
        try {
            NetworkPlan plan = NetworkPlan.of(network, output, Precision.FLOAT32);
            String inputs = plan.inputSizes().values().stream().distinct().map(Vec3::toString)
                    .collect(Collectors.joining("; "));
            return Stream.of(List.of(output.toString(), inputs,
                    Quantities.count((double) plan.operations() / output.product()), Quantities.bytes(plan.bytes())));
        } catch (PassTooLarge | UserMistake e) {
            return Stream.empty();
        }
    }
}
