package org.znn.common.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sample fitted to a network.
 *
 * @param number N of its section
 * @param inputs an image for every input node, by name
 * @param labels for those output nodes that have one, by name
 */
public record Sample(int number, Map<String, ImageSpec> inputs, Map<String, LabelSpec> labels) {

    public Sample {
        inputs = new TreeMap<>(inputs);
        labels = new TreeMap<>(labels);
    }
}
