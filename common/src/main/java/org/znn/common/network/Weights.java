package org.znn.common.network;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weights of a network, in float64, which represents those of float32 files exactly.
 *
 * @param filters filters by name of the conv edge
 * @param biases  biases by name of the transfer node, one per feature map
 */
public record Weights(Map<String, Filters> filters, Map<String, double[]> biases) implements Serializable {

    public Weights {
        filters = new TreeMap<>(filters);
        biases = new TreeMap<>(biases);
    }

    /** Returns the names of the layers with a NaN or infinite weight. */
    public TreeSet<String> nonFiniteLayers() {
        TreeSet<String> layers = new TreeSet<>();
        filters.forEach((name, f) -> addIfNotFinite(layers, name, f.values()));
        biases.forEach((name, b) -> addIfNotFinite(layers, name, b));
        return layers;
    }

    private static void addIfNotFinite(TreeSet<String> layers, String name, double[] values) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            layers.add(name);
        }
    }
}
