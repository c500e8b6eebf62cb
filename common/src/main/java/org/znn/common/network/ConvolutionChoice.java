package org.znn.common.network;

import java.util.Map;
import java.util.TreeMap;

/**
 * How each conv edge of a network is computed. Bits depend on it: whoever computes a part of a job uses the job's.
 *
 * @param layers by the edge's name; an edge that is absent is computed directly
 */
public record ConvolutionChoice(Map<String, LayerMethods> layers) {

    /** Everything directly. */
    public static final ConvolutionChoice DIRECT = new ConvolutionChoice(Map.of());

    public ConvolutionChoice {
        layers = new TreeMap<>(layers);
    }

    /** How the edge is computed. */
    public LayerMethods of(String edge) {
        return layers.getOrDefault(edge, LayerMethods.all(ConvolutionMethod.DIRECT));
    }
}
