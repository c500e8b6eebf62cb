package org.znn.common.config;

import java.util.Map;

/**
 * Which image goes into which input of the network, and which label belongs to which output: a [sampleN] section.
 *
 * @param number N
 * @param nodes  numbers of images and labels by the name of the node, in lower case
 * @param lines  {@code file:line} of each
 * @param where  {@code file:line} of the section
 */
public record SampleSpec(int number, Map<String, Integer> nodes, Map<String, String> lines, String where) {

    public SampleSpec {
        nodes = Map.copyOf(nodes);
        lines = Map.copyOf(lines);
    }
}
