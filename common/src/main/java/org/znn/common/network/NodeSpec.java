package org.znn.common.network;

import java.util.Map;
import java.util.Optional;

/**
 * A set of feature maps, defined by a {@code nodes} block of a network file.
 *
 * @param name        name, unique among nodes and edges
 * @param type        operation
 * @param featureMaps number of feature maps, at least 1
 * @param dense       whether the dilation is reset to 1,1,1 at this node (legacy key {@code dense})
 * @param function    function of a transfer node; empty for other types
 * @param options     all options as written, including unknown ones, by key
 * @param line        line of the file that starts the block, from 1; 0 if an HDF5 file defines it
 */
public record NodeSpec(String name, NodeType type, int featureMaps, boolean dense, Optional<TransferFunction> function,
        Map<String, String> options, int line) {

    public NodeSpec {
        options = Map.copyOf(options);
    }

    /** Distribution of the initial biases; empty if they start at 0. */
    public Optional<Initialiser> initialiser() {
        return Initialiser.of(options);
    }

    /** Whether training may start from a seed network's biases; {@code seeding 0} and {@code load 0} forbid it. */
    public boolean acceptsSeed() {
        return LayerOptions.acceptsSeed(options);
    }
}
