package org.znn.common.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Topological sorting of a network's nodes. */
final class Topology {

    private Topology() {
    }

    /** Sorts nodes topologically, ties by name; nodes on a cycle or downstream of one are absent. */
    static List<NodeSpec> sort(NetworkSpec network) {
        Map<String, Integer> pendingEdges = new HashMap<>();
        network.edges().forEach(e -> pendingEdges.merge(e.output(), 1, Integer::sum));
        Map<String, List<EdgeSpec>> outgoing =
                network.edges().stream().collect(Collectors.groupingBy(EdgeSpec::input));
        Map<String, NodeSpec> nodes = new HashMap<>();
        network.nodes().forEach(n -> nodes.put(n.name(), n));
        PriorityQueue<String> ready = new PriorityQueue<>();
        nodes.keySet().stream().filter(n -> !pendingEdges.containsKey(n)).forEach(ready::add);
        List<NodeSpec> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String name = ready.poll();
            order.add(nodes.get(name));
            for (EdgeSpec edge : outgoing.getOrDefault(name, List.of())) {
                if (pendingEdges.merge(edge.output(), -1, Integer::sum) == 0) {
                    ready.add(edge.output());
                }
            }
        }
        return order;
    }

    /** Returns the node names along one cycle, the first repeated at the end; empty if there is no cycle. */
    static List<String> findCycle(NetworkSpec network) {
        Set<String> sorted = sort(network).stream().map(NodeSpec::name).collect(Collectors.toSet());
        Map<String, String> predecessors = new HashMap<>();
        network.edges().stream().filter(e -> !sorted.contains(e.input()))
                .forEach(e -> predecessors.putIfAbsent(e.output(), e.input()));
        if (predecessors.isEmpty()) {
            return List.of();
        }
        Set<String> visited = new HashSet<>();
        String node = predecessors.keySet().stream().sorted().findFirst().orElseThrow();
        while (visited.add(node)) {
            node = predecessors.get(node);
        }
        List<String> cycle = new ArrayList<>(List.of(node));
        for (String n = predecessors.get(node); !n.equals(node); n = predecessors.get(n)) {
            cycle.add(0, n);
        }
        cycle.add(0, node);
        return cycle;
    }
}
