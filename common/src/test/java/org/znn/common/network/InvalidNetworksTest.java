package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;

/** Every error in a network file is reported with its line and a remedy. */
class InvalidNetworksTest {

    /** Valid network; the cases below refer to its line numbers. */
    private static final String LEGAL = """
            nodes in
            type input
            size 1
            edges c1
            type conv
            size 1,4,4
            init xavier
            input in
            output a
            nodes a
            type transfer
            function tanh
            size 8
            edges pool
            type max_filter
            size 1,2,2
            stride 1,2,2
            input a
            output out
            nodes out
            size 8
            type sum
            """;

    /** Line of LEGAL to replace, its replacement (line feeds as |), expected message. */
    static Stream<Arguments> errorCases() {
        return Stream.of(
                Arguments.of("type conv", "type convv", "net.znn:5: edge 'c1' has the unknown type 'convv'; "
                        + "did you mean 'conv'?"),
                Arguments.of("type transfer", "type transferr", "net.znn:11: node 'a' has the unknown type"),
                Arguments.of("function tanh", "function relu", "net.znn:12: node 'a' has the unknown function 'relu'; "
                        + "known: linear, rectify_linear"),
                Arguments.of("function tanh", "funktion tanh", "net.znn:10: node 'a' has no 'function'; add the line"),
                Arguments.of("function tanh", "function tanh|function_args 1", "net.znn:13: 'function_args 1' of node "
                        + "'a' is not legal; tanh takes a,b"),
                Arguments.of("init xavier", "init xavir", "net.znn:7: edge 'c1' has the unknown init 'xavir'; did you "
                        + "mean 'xavier'?"),
                Arguments.of("init xavier", "init constant", "constant takes one number in init_args"),
                Arguments.of("init xavier", "init uniform|init_args 2,1", "net.znn:8: 'init_args 2,1' of edge 'c1' is "
                        + "not legal; uniform takes r or low,high"),
                Arguments.of("function tanh", "function tanh|init msra", "net.znn:13: 'init msra' of node 'a' is not "
                        + "legal; biases have no fan-in"),
                Arguments.of("size 1,4,4", "# nothing", "net.znn:4: edge 'c1' has no 'size'; add the line "
                        + "'size 1,1,1'"),
                Arguments.of("size 1,4,4", "size 1,0,4", "net.znn:6: 'size 1,0,4' of edge 'c1' is not legal; each "
                        + "number must be at least 1"),
                Arguments.of("size 1,4,4", "size 1, 4, 4", "net.znn:6: 'size 1,' of edge 'c1' is not legal; write "
                        + "three whole numbers z,y,x without blanks"),
                Arguments.of("size 1,4,4", "size 1,4,99999999", "at most 65536"),
                Arguments.of("size 1,4,4", "size 65536,65536,1", "has more than 268435456 weights"),
                Arguments.of("size 1,4,4", "size 1,4,4|repeat 1,3,2", "net.znn:7: 'repeat 1,3,2' of edge 'c1' is not "
                        + "legal; the kernel size 1,4,4 must be divisible"),
                Arguments.of("size 1,4,4", "size 1,4,4|fft yes", "net.znn:7: 'fft yes' of edge 'c1' is not legal; "
                        + "write 0 or 1"),
                Arguments.of("stride 1,2,2", "", "net.znn:14: edge 'pool' has no 'stride'"),
                Arguments.of("output out", "output ut", "net.znn:19: 'output' of edge 'pool' is 'ut', which is not a "
                        + "node; did you mean 'out'?"),
                Arguments.of("input a", "input a|type dropout|ratio 1.5", "net.znn:20: 'ratio 1.5' of edge 'pool' is "
                        + "not legal; the ratio of kept voxels must be above 0 and at most 1"),
                Arguments.of("nodes out", "nodes c1", "net.znn:20: node 'c1' has the same name as edge 'c1' in line 4"),
                Arguments.of("function tanh\nsize 8", "function tanh|size 9", "net.znn:14: edge 'pool' leads from 9 "
                        + "feature maps (a) to 8 (out); 'size' of both nodes must be equal"),
                Arguments.of("size 8", "size 8.5", "net.znn:13: 'size 8.5' of node 'a' is not legal; write a whole"),
                Arguments.of("type sum", "type maxout", "net.znn:15: edge 'pool' of type max_filter leads to node "
                        + "'out' of type maxout; maxout nodes take maxout edges, and only these"),
                Arguments.of("type max_filter", "type maxout", "edge 'pool' of type maxout leads to node 'out' of type "
                        + "sum"),
                Arguments.of("type input", "type sum", "net.znn: the network has no input; add a node with"),
                Arguments.of("type sum", "type input", "net.znn:20: an edge leads to the input node 'out'"),
                Arguments.of("output out", "output a", "net.znn:20: no edge leads to node 'out'"),
                Arguments.of("nodes in", "node in",
                        "net.znn:1: 'node' does not start a node or an edge; did you mean 'nodes'?"),
                Arguments.of("nodes out", "nodes", "net.znn:20: 'nodes' needs a name"),
                Arguments.of("nodes out", "nodes o/p", "net.znn:20: 'nodes' needs a name without '/'"),
                Arguments.of("type sum", "type sum|edges back|type dummy|input out|output a",
                        "the edges form a cycle: a → out → a; remove or redirect"),
                Arguments.of("type sum", "type sum|edges skip|type conv|size 1,1,1|input in|output out",
                        "the accumulated stride at node 'out' is 1,1,1 through edge 'skip', but 1,2,2 through edge "
                        + "'pool'; all edges into a node must agree"),
                Arguments.of("type sum", "type sum|edges skip|type max_filter|size 1,3,2|stride 1,2,2|input a"
                        + "|output out", "needs maps of size output + 0,2,1 at node 'a', but edge 'pool' needs "
                        + "size output + 0,1,1; all paths from a node"),
                Arguments.of("type sum", "type sum|edges p2|type max_filter|size 1,1,1|stride 1,65536,1|input out"
                        + "|output b|nodes b|type sum|size 8|edges p3|type max_filter|size 1,9999,1|stride 1,1,1"
                        + "|input b|output c|nodes c|type sum|size 8",
                        "net.znn:32: with edge 'p3' the network's field of view would be 1310457856 voxels along y"),
                Arguments.of("init xavier", "init xavier|eta -1", "'eta -1' of edge 'c1' is not legal"),
                Arguments.of("input in", "input", "net.znn:8: 'input' of edge 'c1' has no value"));
    }

    @ParameterizedTest
    @MethodSource("errorCases")
    void reportsLineAndRemedy(String from, String to, String expected) {
        String text = LEGAL.replaceFirst("(?m)^" + from + "$", to.replace("|", "\n"));
        assertTrue(!text.equals(LEGAL), "the case changes nothing");
        Diagnostics diagnostics = new Diagnostics();
        assertTrue(NetworkParser.parse("net.znn", text.lines().toList(), diagnostics).isEmpty());
        String all = diagnostics.errors().stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
        assertTrue(all.contains(expected), all);
    }

    @Test
    void baseNetworkIsValid() {
        TestNetworks.parse(LEGAL);
    }

    @Test
    void reportsAllErrorsTogether() {
        String text = LEGAL.replace("type conv", "type konv").replace("function tanh", "function ")
                .replace("stride 1,2,2", "stride 0,2,2").replace("input in", "input inn");
        Diagnostics diagnostics = new Diagnostics();
        NetworkParser.parse("net.znn", text.lines().toList(), diagnostics);
        assertEquals(List.of("net.znn:8", "net.znn:1", "net.znn:12", "net.znn:5", "net.znn:17"),
                diagnostics.errors().stream().map(Diagnostic::location).toList(), diagnostics.errors().toString());
    }

    @Test
    void warnsAboutMistypedKeys() {
        Diagnostics diagnostics = new Diagnostics();
        String text = LEGAL.replace("init xavier", "init xavier\nmomentun 0.9\nnote this")
                .replace("type sum", "type sum // see paper\n// a remark");
        assertTrue(NetworkParser.parse("net.znn", text.lines().toList(), diagnostics).isPresent());
        assertEquals(List.of("net.znn:25: '//' is not an option and is ignored; start comments with '#'",
                "net.znn:8: unknown option 'momentun' of edge 'c1' is ignored; did you mean 'momentum'?"),
                diagnostics.warnings().stream().map(Diagnostic::toString).toList());
    }

    @Test
    void rejectsHugeAndHostileFilesQuickly() {
        Diagnostics diagnostics = new Diagnostics();
        NetworkParser.parse("net.znn", IntStream.range(0, 5_000).mapToObj(i -> "nodes n" + i).toList(), diagnostics);
        NetworkParser.parse("net.znn", List.of("nodes " + "x".repeat(1 << 20), "type " + "y".repeat(1 << 20)),
                diagnostics);
        assertEquals("has more than 3000 nodes and edges", diagnostics.errors().get(0).message());
    }
}
