package org.znn.common.network;

/**
 * How a conv edge is computed.
 *
 * @param forward        its output
 * @param inputGradient  dE/d(input), in training
 * @param weightGradient dE/d(weight), in training
 */
public record LayerMethods(ConvolutionMethod forward, ConvolutionMethod inputGradient,
        ConvolutionMethod weightGradient) {

    /** All of it directly. */
    public static final LayerMethods DIRECT = all(ConvolutionMethod.DIRECT);

    /** All of it one way. */
    public static LayerMethods all(ConvolutionMethod method) {
        return new LayerMethods(method, method, method);
    }

    /** One word where all is computed one way; else three, such as {@code fft/direct/winograd}. */
    public String text() {
        return equals(all(forward)) ? forward.text()
                : forward.text() + "/" + inputGradient.text() + "/" + weightGradient.text();
    }

    /** The methods that {@link #text} tells of; throws {@link IllegalArgumentException} where it tells of none. */
    public static LayerMethods parse(String text) {
        String[] words = text.split("/", -1);
        return switch (words.length) {
            case 1 -> all(ConvolutionMethod.parse(words[0]));
            case 3 -> new LayerMethods(ConvolutionMethod.parse(words[0]), ConvolutionMethod.parse(words[1]),
                    ConvolutionMethod.parse(words[2]));
            default -> throw new IllegalArgumentException("'" + text + "' is neither one method nor three");
        };
    }
}
