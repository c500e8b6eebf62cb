package org.znn.common.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;

/** Puts groups together to a network and checks that they fit each other (ZNN-SEMANTICS 1.1 to 1.4). */
final class NetworkAssembly {

    /** 2 GiB of float64. */
    private static final long MOST_WEIGHTS = 1L << 28;

    private final List<Group> groups;
    private final Problems problems;

    private NetworkAssembly(List<Group> groups, Problems problems) {
        this.groups = groups;
        this.problems = problems;
    }

    /** The network; where something does not fit, nothing, and all that does not among the problems. */
    static Optional<NetworkSpec> assemble(String source, List<Group> groups, Problems problems) {
        int before = problems.errors().size();
        new NetworkAssembly(groups, problems).checkReferences(source);
        GroupReader reader = new GroupReader(problems);
        NetworkSpec network = new NetworkSpec(source, reader.nodes(groups), reader.edges(groups));
        new NetworkAssembly(groups, problems).checkPairs(network);
        if (problems.errors().size() > before) {
            return Optional.empty();
        }
        List<String> cycle = Topology.cycle(network);
        if (!cycle.isEmpty()) {
            int line = network.edges().stream()
                    .filter(e -> e.input().equals(cycle.get(0)) && e.output().equals(cycle.get(1)))
                    .mapToInt(EdgeSpec::line).findFirst().orElse(0);
            problems.error(line > 0 ? source + ":" + line : source,
                    "the edges form a cycle: " + String.join(" → ", cycle),
                    "remove or redirect one of the edges between these nodes");
            return Optional.empty();
        }
        return NetworkGeometry.of(network, problems).map(geometry -> network);
    }

    private void checkReferences(String source) {
        Map<String, Group> byName = new HashMap<>();
        for (Group group : groups) {
            Group first = byName.putIfAbsent(group.name(), group);
            if (first != null) {
                problems.error(group.where(), group.title() + " has the name of " + first.title()
                        + (first.line() > 0 ? " in line " + first.line() : ""),
                        "names of nodes and edges must all be different");
            }
        }
        List<String> nodes = groups.stream().filter(g -> g.kind() == Group.Kind.NODE).map(Group::name).toList();
        Map<String, Long> arriving = count("output", nodes);
        Map<String, Long> leaving = count("input", nodes);
        boolean anyInput = false;
        for (Group node : groups) {
            if (node.kind() == Group.Kind.NODE) {
                boolean input = OptionReader.wordOf(NodeType.INPUT).equals(node.options().get("type"));
                anyInput |= input;
                checkEnds(node, input, arriving.getOrDefault(node.name(), 0L), leaving.getOrDefault(node.name(), 0L));
            }
        }
        if (!anyInput) {
            problems.error(source, "the network has no input", "add a node with 'type input'");
        }
    }

    /** How many edges name each node under a key; an edge that names an unknown node is an error. */
    private Map<String, Long> count(String key, List<String> nodes) {
        Map<String, Long> counts = groups.stream().filter(g -> g.kind() == Group.Kind.EDGE)
                .filter(g -> g.options().containsKey(key))
                .collect(Collectors.groupingBy(g -> g.options().get(key), Collectors.counting()));
        for (Group edge : groups) {
            String node = edge.options().getOrDefault(key, "");
            if (edge.kind() == Group.Kind.EDGE && !node.isEmpty() && !nodes.contains(node)) {
                problems.error(edge.where(key), "'" + key + "' of " + edge.title() + " is '" + node
                        + "', which is not a node", Suggestion.nearest(node, nodes)
                        .map(n -> "did you mean '" + n + "'?").orElse("add 'nodes " + node + "'"));
            }
        }
        return counts;
    }

    private void checkEnds(Group node, boolean input, long arriving, long leaving) {
        if (input && arriving > 0) {
            problems.error(node.where(), "an edge leads to the input " + node.title(),
                    "give the node another type, or the edge another output");
        }
        if (input && leaving == 0) {
            problems.error(node.where(), "no edge leaves the input " + node.title(),
                    "add an edge with 'input " + node.name() + "', or remove the node");
        }
        if (!input && arriving == 0) {
            problems.error(node.where(), "no edge leads to " + node.title(),
                    "add an edge with 'output " + node.name() + "', or give it 'type input'");
        }
    }

    /** What edges demand of the nodes at their ends, and how many weights there are. */
    private void checkPairs(NetworkSpec network) {
        Map<String, NodeSpec> nodes = network.nodes().stream()
                .collect(Collectors.toMap(NodeSpec::name, Function.identity(), (a, b) -> a));
        Map<String, Group> written = groups.stream()
                .collect(Collectors.toMap(Group::name, Function.identity(), (a, b) -> a));
        long weights = 0;
        for (EdgeSpec edge : network.edges()) {
            NodeSpec from = nodes.get(edge.input());
            NodeSpec to = nodes.get(edge.output());
            if (from == null || to == null) {
                continue;
            }
            Group group = written.get(edge.name());
            boolean mostly = weights <= MOST_WEIGHTS;
            if (edge.type() == EdgeType.CONV) {
                weights = Math.min(2 * MOST_WEIGHTS, weights + weights(edge, from, to));
                if (mostly && weights > MOST_WEIGHTS) {
                    problems.error(group.where("size"), "with " + group.title() + " (" + from.size() + " x " + to.size()
                            + " kernels of " + edge.size() + ") the network has more than " + MOST_WEIGHTS
                            + " weights", "make kernels or numbers of feature maps smaller");
                }
            } else if (from.size() != to.size()) {
                problems.error(group.where(), group.title() + " leads from " + from.size() + " feature maps ("
                        + from.name() + ") to " + to.size() + " (" + to.name() + ")",
                        "'size' of both nodes must be equal");
            }
            if ((edge.type() == EdgeType.MAXOUT) != (to.type() == NodeType.MAXOUT)) {
                problems.error(group.where("type"), group.title() + " of type "
                        + OptionReader.wordOf(edge.type()) + " leads to node '" + to.name() + "' of type "
                        + OptionReader.wordOf(to.type()), "maxout nodes take maxout edges, and only these");
            }
        }
    }

    private static long weights(EdgeSpec edge, NodeSpec from, NodeSpec to) {
        double exact = (double) from.size() * to.size() * edge.size().z() * edge.size().y() * edge.size().x();
        return (long) Math.min(exact, 2.0 * MOST_WEIGHTS);
    }
}
