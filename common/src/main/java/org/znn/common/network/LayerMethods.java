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

    /** All of it one way. */
    public static LayerMethods all(ConvolutionMethod method) {
        return new LayerMethods(method, method, method);
    }
}
