package org.znn.common.network;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Algorithms selected for the conv edges of a network. Rounding, and so the bits of results, depends on the selection;
 * all parts of a job must be computed with the same one.
 *
 * @param layers algorithms by edge name; edges computed directly are absent
 */
public record AlgorithmSelection(Map<String, LayerAlgorithms> layers) {

    /** Direct convolution of every edge. */
    public static final AlgorithmSelection DIRECT = new AlgorithmSelection(Map.of());

    public AlgorithmSelection {
        layers = new TreeMap<>(layers);
        layers.values().removeIf(LayerAlgorithms.DIRECT::equals);
    }

    /** Returns the algorithms of an edge. */
    public LayerAlgorithms algorithms(String edge) {
        return layers.getOrDefault(edge, LayerAlgorithms.DIRECT);
    }

    /**
     * Formats the selection as one line, such as {@code conv1=fft,conv2=fft/direct/winograd}, or {@code direct} if all
     * edges are computed directly. Edge names are URL-encoded.
     */
    public String text() {
        StringJoiner text = new StringJoiner(",");
        text.setEmptyValue(AlgorithmKind.DIRECT.text());
        layers.forEach((edge, layer) ->
                text.add(URLEncoder.encode(edge, StandardCharsets.UTF_8) + "=" + layer.text()));
        return text.toString();
    }

    /**
     * Parses the format of {@link #text}.
     *
     * @throws IllegalArgumentException if the text is malformed
     */
    public static AlgorithmSelection parse(String text) {
        Map<String, LayerAlgorithms> layers = new TreeMap<>();
        if (!text.equals(AlgorithmKind.DIRECT.text())) {
            for (String layer : text.split(",", -1)) {
                int equals = layer.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("'" + layer + "' is not of the form EDGE=ALGORITHM");
                }
                layers.put(URLDecoder.decode(layer.substring(0, equals), StandardCharsets.UTF_8),
                        LayerAlgorithms.parse(layer.substring(equals + 1)));
            }
        }
        return new AlgorithmSelection(layers);
    }
}
