package org.znn.driver.info;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.SizeRelation;
import org.znn.common.network.TransferFunction;
import org.znn.common.volume.Precision;
import org.znn.driver.report.Quantities;
import org.znn.worker.engine.NetworkPlan;
import org.znn.worker.engine.PassTooLargeException;

/** Describes a network: layers, field of view, number of parameters, legal patch sizes and their cost. */
final class NetworkSummary {

    /** Edge lengths of the output patches shown as examples, in voxels. */
    private static final int[] EXAMPLES = {1, 16, 64, 128};

    private NetworkSummary() {
    }

    static List<String> lines(NetworkSpec network) {
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
        return nodes.stream().map(n -> n.name() + " (" + n.featureMaps() + (n.featureMaps() == 1 ? " map)" : " maps)"))
                .collect(Collectors.joining(", "));
    }

    /** Counts the weights of all kernels and biases; a block of tied weights counts once. */
    private static long parameters(NetworkSpec network) {
        long kernels = network.edges().stream().mapToLong(e -> kernels(network, e)).sum();
        long biases = network.nodes().stream().filter(n -> n.function().isPresent())
                .mapToLong(NodeSpec::featureMaps).sum();
        return kernels + biases;
    }

    private static long kernels(NetworkSpec network, EdgeSpec edge) {
        return edge.type() != EdgeType.CONV ? 0 : (long) network.node(edge.input()).featureMaps()
                * network.node(edge.output()).featureMaps() * edge.size().floorDiv(edge.repeat()).product();
    }

    private static List<String> layers(NetworkSpec network, NetworkGeometry geometry) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("layer", "type", "from", "to", "maps", "size", "dilation", "parameters"));
        Map<String, Integer> depths = new HashMap<>();
        Comparator<EdgeSpec> byDepth = Comparator.comparing((EdgeSpec e) -> depth(network, e.output(), depths))
                .thenComparing(EdgeSpec::name);
        network.edges().stream().sorted(byDepth).forEach(e -> rows.add(List.of(e.name(), type(e), e.input(),
                e.output() + function(network.node(e.output())),
                network.node(e.input()).featureMaps() + " > " + network.node(e.output()).featureMaps(), size(e),
                geometry.dilation(e).equals(Vec3.ONE) ? "" : geometry.dilation(e).toString(),
                e.type() == EdgeType.CONV ? String.format(Locale.ROOT, "%,d", kernels(network, e)) : "")));
        return TextTable.lines(rows);
    }

    /**
     * Returns the number of edges on the longest path from an input to a node.
     *
     * @param depths depths of the nodes visited so far
     */
    private static int depth(NetworkSpec network, String node, Map<String, Integer> depths) {
        Integer depth = depths.get(node);
        if (depth == null) {
            depth = network.incoming(node).stream().mapToInt(e -> 1 + depth(network, e.input(), depths)).max()
                    .orElse(0);
            depths.put(node, depth);
        }
        return depth;
    }

    private static String type(EdgeSpec edge) {
        return edge.type().name().toLowerCase(Locale.ROOT) + (edge.requestsFft() ? " fft" : "");
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
            case DROPOUT -> "keeps " + edge.keepProbability();
            default -> "";
        };
    }

    private static List<String> sizes(NetworkSpec network, NetworkGeometry geometry) {
        List<String> lines = new ArrayList<>();
        for (NodeSpec input : network.inputs()) {
            SizeRelation relation = geometry.sizeRelation(input.name());
            String scaled = relation.scale().equals(Vec3.ONE) ? "output" : relation.scale() + " x output";
            lines.add("patch at " + input.name() + " = " + scaled + " + " + relation.margin() + ", at least "
                    + relation.context());
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("output", "input", "operations/voxel", "memory, float32"));
        boolean flat = geometry.fieldOfView().z() == 1;
        for (int edge : EXAMPLES) {
            example(network, flat ? new Vec3(1, edge, edge) : Vec3.cube(edge)).forEach(rows::add);
        }
        lines.addAll(TextTable.lines(rows));
        lines.add("(operations of direct convolution; a multiply-add counts as two)");
        return lines;
    }

    private static Stream<List<String>> example(NetworkSpec network, Vec3 output) {
        try {
            NetworkPlan plan = NetworkPlan.of(network, output, Precision.FLOAT32);
            String inputs = plan.inputSizes().values().stream().distinct().map(Vec3::toString)
                    .collect(Collectors.joining("; "));
            return Stream.of(List.of(output.toString(), inputs,
                    Quantities.formatCount((double) plan.operations() / output.product()),
                    Quantities.formatBytes(plan.bytes())));
        } catch (PassTooLargeException | UserErrorException e) {
            return Stream.empty();
        }
    }
}
