package org.znn.common.network;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of a network. Kept in float64, which holds float32 files exactly.
 *
 * @param filters of each conv edge, by name
 * @param biases  of each transfer node, by name: one a feature map
 */
public record Weights(Map<String, Filters> filters, Map<String, double[]> biases) implements Serializable {

    public Weights {
        filters = new TreeMap<>(filters);
        biases = new TreeMap<>(biases);
    }
}
