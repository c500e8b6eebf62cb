package org.znn.common.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sample bound to a network.
 *
 * @param number number N of the [sampleN] section
 * @param inputs images by input node; every input node has one
 * @param labels labels by output node; output nodes without a label are absent
 */
public record Sample(int number, Map<String, ImageSpec> inputs, Map<String, LabelSpec> labels) {

    public Sample {
        inputs = new TreeMap<>(inputs);
        labels = new TreeMap<>(labels);
    }
}
