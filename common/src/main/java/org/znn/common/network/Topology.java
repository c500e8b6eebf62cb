package org.znn.common.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** The order in which a network's nodes can be computed. */
final class Topology {

    private Topology() {
    }

    /** Nodes after all that they are computed from, else by name; nodes on a cycle or behind one are missing. */
    static List<NodeSpec> order(NetworkSpec network) {
        Map<String, Integer> waiting = new HashMap<>();
        network.edges().forEach(e -> waiting.merge(e.output(), 1, Integer::sum));
        Map<String, List<EdgeSpec>> leaving =
                network.edges().stream().collect(Collectors.groupingBy(EdgeSpec::input));
        Map<String, NodeSpec> nodes = new HashMap<>();
        network.nodes().forEach(n -> nodes.put(n.name(), n));
        PriorityQueue<String> ready = new PriorityQueue<>();
        nodes.keySet().stream().filter(n -> !waiting.containsKey(n)).forEach(ready::add);
        List<NodeSpec> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String name = ready.poll();
            order.add(nodes.get(name));
            for (EdgeSpec edge : leaving.getOrDefault(name, List.of())) {
                if (waiting.merge(edge.output(), -1, Integer::sum) == 0) {
                    ready.add(edge.output());
                }
            }
        }
        return order;
    }

    /** Names of the nodes along one cycle, the first repeated at the end; none where there is no cycle. */
    static List<String> cycle(NetworkSpec network) {
        Set<String> done = order(network).stream().map(NodeSpec::name).collect(Collectors.toSet());
        Map<String, String> back = new HashMap<>();
        network.edges().stream().filter(e -> !done.contains(e.input()))
                .forEach(e -> back.putIfAbsent(e.output(), e.input()));
        if (back.isEmpty()) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        String node = back.keySet().stream().sorted().findFirst().orElseThrow();
        while (seen.add(node)) {
            node = back.get(node);
        }
        List<String> cycle = new ArrayList<>(List.of(node));
        for (String n = back.get(node); !n.equals(node); n = back.get(n)) {
            cycle.add(0, n);
        }
        cycle.add(0, node);
        return cycle;
    }
}
