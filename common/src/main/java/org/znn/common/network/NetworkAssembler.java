package org.znn.common.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.geometry.Vec3;

/** Assembles blocks into a network and checks that nodes and edges are consistent (ZNN-SEMANTICS 1.1 to 1.4). */
final class NetworkAssembler {

    /** Maximum number of weights of a network: 2 GiB of float64. */
    private static final long MAX_WEIGHTS = 1L << 28;

    private final List<ZnnBlock> blocks;
    private final Diagnostics diagnostics;

    private NetworkAssembler(List<ZnnBlock> blocks, Diagnostics diagnostics) {
        this.blocks = blocks;
        this.diagnostics = diagnostics;
    }

    /** Assembles a network; reports all inconsistencies and returns empty if there are any. */
    static Optional<NetworkSpec> assemble(String source, List<ZnnBlock> blocks, Diagnostics diagnostics) {
        int before = diagnostics.errors().size();
        NetworkAssembler assembler = new NetworkAssembler(blocks, diagnostics);
        assembler.checkReferences(source);
        ZnnBlockReader reader = new ZnnBlockReader(diagnostics);
        NetworkSpec network = new NetworkSpec(source, reader.nodes(blocks), reader.edges(blocks));
        assembler.checkEdges(network);
        if (diagnostics.errors().size() > before) {
            return Optional.empty();
        }
        List<String> cycle = Topology.findCycle(network);
        if (!cycle.isEmpty()) {
            int line = network.edges().stream()
                    .filter(e -> e.input().equals(cycle.get(0)) && e.output().equals(cycle.get(1)))
                    .mapToInt(EdgeSpec::line).findFirst().orElse(0);
            diagnostics.error(Diagnostic.location(source, line),
                    "the edges form a cycle: " + String.join(" → ", cycle),
                    "remove or redirect one of the edges between these nodes");
            return Optional.empty();
        }
        return NetworkGeometry.of(network, diagnostics).map(geometry -> network);
    }

    private void checkReferences(String source) {
        Map<String, ZnnBlock> byName = new HashMap<>();
        for (ZnnBlock block : blocks) {
            ZnnBlock first = byName.putIfAbsent(block.name(), block);
            if (first != null) {
                diagnostics.error(block.location(), block.title() + " has the same name as " + first.title()
                        + (first.line() > 0 ? " in line " + first.line() : ""),
                        "names of nodes and edges must all be different");
            }
        }
        List<String> nodes = blocks.stream().filter(b -> b.kind() == ZnnBlock.Kind.NODE).map(ZnnBlock::name).toList();
        Map<String, Long> incoming = countReferences("output", nodes);
        Map<String, Long> outgoing = countReferences("input", nodes);
        boolean hasInput = false;
        for (ZnnBlock node : blocks) {
            if (node.kind() == ZnnBlock.Kind.NODE) {
                boolean input = OptionReader.keyword(NodeType.INPUT).equals(node.options().get("type"));
                hasInput |= input;
                checkConnections(node, input, incoming.getOrDefault(node.name(), 0L),
                        outgoing.getOrDefault(node.name(), 0L));
            }
        }
        if (!hasInput) {
            diagnostics.error(source, "the network has no input", "add a node with 'type input'");
        }
    }

    /** Counts the edges that refer to each node under a key; reports edges that refer to an unknown node. */
    private Map<String, Long> countReferences(String key, List<String> nodes) {
        Map<String, Long> counts = blocks.stream().filter(b -> b.kind() == ZnnBlock.Kind.EDGE)
                .filter(b -> b.options().containsKey(key))
                .collect(Collectors.groupingBy(b -> b.options().get(key), Collectors.counting()));
        for (ZnnBlock edge : blocks) {
            String node = edge.options().getOrDefault(key, "");
            if (edge.kind() == ZnnBlock.Kind.EDGE && !node.isEmpty() && !nodes.contains(node)) {
                diagnostics.error(edge.location(key), "'" + key + "' of " + edge.title() + " is '" + node
                        + "', which is not a node", Suggestion.didYouMean(node, nodes, "add 'nodes " + node + "'"));
            }
        }
        return counts;
    }

    private void checkConnections(ZnnBlock node, boolean input, long incoming, long outgoing) {
        if (input && incoming > 0) {
            diagnostics.error(node.location(), "an edge leads to the input " + node.title(),
                    "give the node another type, or the edge another output");
        }
        if (input && outgoing == 0) {
            diagnostics.error(node.location(), "no edge leaves the input " + node.title(),
                    "add an edge with 'input " + node.name() + "', or remove the node");
        }
        if (!input && incoming == 0) {
            diagnostics.error(node.location(), "no edge leads to " + node.title(),
                    "add an edge with 'output " + node.name() + "', or give it 'type input'");
        }
    }

    /** Checks that edges match the nodes at their ends and that the number of weights is within the limit. */
    private void checkEdges(NetworkSpec network) {
        Map<String, NodeSpec> nodes = network.nodes().stream()
                .collect(Collectors.toMap(NodeSpec::name, Function.identity(), (a, b) -> a));
        Map<String, ZnnBlock> blockByName = blocks.stream()
                .collect(Collectors.toMap(ZnnBlock::name, Function.identity(), (a, b) -> a));
        long weights = 0;
        for (EdgeSpec edge : network.edges()) {
            NodeSpec from = nodes.get(edge.input());
            NodeSpec to = nodes.get(edge.output());
            if (from == null || to == null) {
                continue;
            }
            ZnnBlock block = blockByName.get(edge.name());
            boolean withinLimit = weights <= MAX_WEIGHTS;
            if (edge.type() == EdgeType.CONV) {
                weights = Math.min(2 * MAX_WEIGHTS, weights + weights(edge, from, to));
                if (withinLimit && weights > MAX_WEIGHTS) {
                    diagnostics.error(block.location("size"), "with " + block.title() + " (" + from.featureMaps()
                            + " x " + to.featureMaps() + " kernels of " + edge.size() + ") the network has more than "
                            + MAX_WEIGHTS + " weights", "reduce kernel sizes or numbers of feature maps");
                }
            } else if (from.featureMaps() != to.featureMaps()) {
                diagnostics.error(block.location(), block.title() + " leads from " + from.featureMaps()
                        + " feature maps (" + from.name() + ") to " + to.featureMaps() + " (" + to.name() + ")",
                        "'size' of both nodes must be equal");
            }
            if ((edge.type() == EdgeType.MAXOUT) != (to.type() == NodeType.MAXOUT)) {
                diagnostics.error(block.location("type"), block.title() + " of type "
                        + OptionReader.keyword(edge.type()) + " leads to node '" + to.name() + "' of type "
                        + OptionReader.keyword(to.type()), "maxout nodes take maxout edges, and only these");
            }
        }
    }

    private static long weights(EdgeSpec edge, NodeSpec from, NodeSpec to) {
        Vec3 kernel = edge.size();
        double exact = (double) from.featureMaps() * to.featureMaps() * kernel.z() * kernel.y() * kernel.x();
        return (long) Math.min(exact, 2.0 * MAX_WEIGHTS);
    }
}
