package org.znn.common.network;

/**
 * Algorithms of a conv edge.
 *
 * @param forward        algorithm of the output
 * @param inputGradient  algorithm of dE/d(input) in training
 * @param weightGradient algorithm of dE/d(weight) in training
 */
public record LayerAlgorithms(AlgorithmKind forward, AlgorithmKind inputGradient, AlgorithmKind weightGradient) {

    /** Direct convolution for the output and both gradients. */
    public static final LayerAlgorithms DIRECT = uniform(AlgorithmKind.DIRECT);

    /** Uses one algorithm for the output and both gradients. */
    public static LayerAlgorithms uniform(AlgorithmKind kind) {
        return new LayerAlgorithms(kind, kind, kind);
    }

    /** Formats as one word if all three algorithms are the same, else as three: {@code fft/direct/winograd}. */
    public String text() {
        return equals(uniform(forward)) ? forward.text()
                : forward.text() + "/" + inputGradient.text() + "/" + weightGradient.text();
    }

    /**
     * Parses the format of {@link #text}.
     *
     * @throws IllegalArgumentException if the text is malformed
     */
    public static LayerAlgorithms parse(String text) {
        String[] words = text.split("/", -1);
        return switch (words.length) {
            case 1 -> uniform(AlgorithmKind.parse(words[0]));
            case 3 -> new LayerAlgorithms(AlgorithmKind.parse(words[0]), AlgorithmKind.parse(words[1]),
                    AlgorithmKind.parse(words[2]));
            default -> throw new IllegalArgumentException("'" + text + "' is neither one algorithm nor three");
        };
    }
}
