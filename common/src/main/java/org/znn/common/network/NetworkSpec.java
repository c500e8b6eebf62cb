package org.znn.common.network;

import java.util.Comparator;
import java.util.List;
import org.znn.common.diagnostic.Diagnostic;

/**
 * Graph of a network. It is valid: names are unique, edges connect existing nodes, there is no cycle, sizes are legal.
 *
 * @param source name of the source in messages
 * @param nodes  nodes in lexicographic order of names, as ZNN processes them
 * @param edges  edges in lexicographic order of names
 */
public record NetworkSpec(String source, List<NodeSpec> nodes, List<EdgeSpec> edges) {

    public NetworkSpec {
        nodes = List.copyOf(nodes.stream().sorted(Comparator.comparing(NodeSpec::name)).toList());
        edges = List.copyOf(edges.stream().sorted(Comparator.comparing(EdgeSpec::name)).toList());
    }

    /** Returns {@code file:line} of a node, for messages. */
    public String location(NodeSpec node) {
        return Diagnostic.location(source, node.line());
    }

    /** Returns {@code file:line} of an edge, for messages. */
    public String location(EdgeSpec edge) {
        return Diagnostic.location(source, edge.line());
    }

    /** Returns the node with a name; throws {@link IllegalArgumentException} if there is none. */
    public NodeSpec node(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source + " has no node '" + name + "'"));
    }

    /** Returns the edges that end at a node, ordered by name. */
    public List<EdgeSpec> incoming(String node) {
        return edges.stream().filter(e -> e.output().equals(node)).toList();
    }

    /** Returns the edges that start from a node, ordered by name. */
    public List<EdgeSpec> outgoing(String node) {
        return edges.stream().filter(e -> e.input().equals(node)).toList();
    }

    /** Returns the nodes of type input, ordered by name. */
    public List<NodeSpec> inputs() {
        return nodes.stream().filter(n -> n.type() == NodeType.INPUT).toList();
    }

    /** Returns the nodes without outgoing edges, ordered by name. */
    public List<NodeSpec> outputs() {
        return nodes.stream().filter(n -> outgoing(n.name()).isEmpty()).toList();
    }

    /** Returns the nodes in topological order; ties are broken by name. */
    public List<NodeSpec> topologicalOrder() {
        return Topology.sort(this);
    }
}
