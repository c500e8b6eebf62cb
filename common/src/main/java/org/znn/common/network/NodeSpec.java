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
 * @param options  every key of the group as written, in the file's order, unknown ones too
 * @param line     line of the file that opens the group, from 1
 */
public record NodeSpec(String name, NodeType type, int size, boolean dense, Optional<TransferFunction> function,
        Map<String, String> options, int line) {
}
