package org.znn.common.network;

import java.util.Comparator;
import java.util.List;

/**
 * The graph of a network, checked: names unique, edges between existing nodes, no cycle, sizes legal.
 *
 * @param source where it was read, for messages
 * @param nodes  in lexicographic order of names, as ZNN processes them
 * @param edges  in lexicographic order of names
 */
public record NetworkSpec(String source, List<NodeSpec> nodes, List<EdgeSpec> edges) {

    public NetworkSpec {
        nodes = List.copyOf(nodes.stream().sorted(Comparator.comparing(NodeSpec::name)).toList());
        edges = List.copyOf(edges.stream().sorted(Comparator.comparing(EdgeSpec::name)).toList());
    }

    /** The node of that name; throws {@link IllegalArgumentException} where there is none. */
    public NodeSpec node(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source + " has no node '" + name + "'"));
    }

    /** Edges that end at a node, by name. */
    public List<EdgeSpec> incoming(String node) {
        return edges.stream().filter(e -> e.output().equals(node)).toList();
    }

    /** Edges that start from a node, by name. */
    public List<EdgeSpec> outgoing(String node) {
        return edges.stream().filter(e -> e.input().equals(node)).toList();
    }

    /** Nodes of type input, by name. */
    public List<NodeSpec> inputs() {
        return nodes.stream().filter(n -> n.type() == NodeType.INPUT).toList();
    }

    /** Nodes that no edge leaves, by name. */
    public List<NodeSpec> outputs() {
        return nodes.stream().filter(n -> outgoing(n.name()).isEmpty()).toList();
    }

    /** Nodes in an order in which they can be computed: each after all it is computed from, else by name. */
    public List<NodeSpec> inOrder() {
        return Topology.order(this);
    }
}
