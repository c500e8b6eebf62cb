package org.znn.common.network;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

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
}
