package org.znn.common.network;

import java.util.Map;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;

/** Small networks for tests. */
final class TestNetworks {

    static final String SMALL_TEXT = """
            nodes in
            type input
            size 1

            # an anisotropic kernel shows a wrong storage order
            edges c1
            type conv
            size 1,2,3
            init gaussian
            init_args 0,0.5
            input in
            output n1
            remark kept

            nodes n1
            type transfer
            function tanh
            function_args 1.7159,0.6666
            init uniform
            size 2

            edges c2
            type conv
            size 2,1,1
            stride 1,1,1
            init xavier
            input n1
            output out

            nodes out
            type transfer
            function linear
            init constant
            init_args 0.25
            size 3
            """;

    static final NetworkSpec SMALL = parse(SMALL_TEXT);

    private TestNetworks() {
    }

    /** Creates a saved network with neither a resume point nor a patch. */
    static SavedNetwork saved(NetworkSpec network, Weights weights, Weights momentum, LearningCurve curve) {
        return new SavedNetwork(network, weights, momentum, curve, Optional.empty(), Map.of());
    }

    static NetworkSpec parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        NetworkSpec network = NetworkParser.parse("test.znn", text.lines().toList(), diagnostics).orElse(null);
        diagnostics.throwIfErrors();
        return network;
    }
}
