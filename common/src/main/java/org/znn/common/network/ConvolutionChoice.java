package org.znn.common.network;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * How each conv edge of a network is computed. Bits depend on it: whoever computes a part of a job uses the job's.
 *
 * @param layers by the edge's name; an edge that is absent is computed directly, and none is listed that is
 */
public record ConvolutionChoice(Map<String, LayerMethods> layers) {

    /** Everything directly. */
    public static final ConvolutionChoice DIRECT = new ConvolutionChoice(Map.of());

    public ConvolutionChoice {
        layers = new TreeMap<>(layers);
        layers.values().removeIf(LayerMethods.DIRECT::equals);
    }

    /** How the edge is computed. */
    public LayerMethods of(String edge) {
        return layers.getOrDefault(edge, LayerMethods.DIRECT);
    }

    /**
     * All of it in one line, such as {@code conv1=fft,conv2=fft/direct/winograd}; {@code direct} where nothing is
     * computed otherwise. What is no letter or digit of a name is written as in the addresses of web forms.
     */
    public String text() {
        StringJoiner text = new StringJoiner(",");
        text.setEmptyValue(ConvolutionMethod.DIRECT.text());
        layers.forEach((edge, methods) ->
                text.add(URLEncoder.encode(edge, StandardCharsets.UTF_8) + "=" + methods.text()));
        return text.toString();
    }

    /** The choice that {@link #text} tells of; throws {@link IllegalArgumentException} where it tells of none. */
    public static ConvolutionChoice parse(String text) {
        Map<String, LayerMethods> layers = new TreeMap<>();
        if (!text.equals(ConvolutionMethod.DIRECT.text())) {
            for (String layer : text.split(",", -1)) {
                int equals = layer.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("'" + layer + "' does not tell how an edge is computed");
                }
                layers.put(URLDecoder.decode(layer.substring(0, equals), StandardCharsets.UTF_8),
                        LayerMethods.parse(layer.substring(equals + 1)));
            }
        }
        return new ConvolutionChoice(layers);
    }
}
