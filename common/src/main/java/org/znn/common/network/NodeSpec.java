package org.znn.common.network;

import java.util.Map;
import java.util.Optional;

/**
 * A group of feature maps: one {@code nodes} group of a network file.
 *
 * @param name     unique among nodes and edges
 * @param type     what it does
 * @param size     number of feature maps, at least 1
 * @param dense    whether the dilation accumulated up to here is forgotten (legacy key {@code dense})
 * @param function of a transfer node; empty for every other
 * @param options  every key of the group as written, unknown ones too
 * @param line     line of the file that opens the group, from 1; 0 where it has no lines
 */
public record NodeSpec(String name, NodeType type, int size, boolean dense, Optional<TransferFunction> function,
        Map<String, String> options, int line) {

    public NodeSpec {
        options = Map.copyOf(options);
    }

    /** How biases are drawn; empty where they start as 0. */
    public Optional<Initialiser> initialiser() {
        return Initialiser.of(options);
    }

    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(options);
    }

    /** Whether a seed network's biases are taken: not where the group says {@code seeding 0} or {@code load 0}. */
    public boolean isSeeded() {
        return !"0".equals(options.get("seeding")) && !"0".equals(options.get("load"));
    }
}
