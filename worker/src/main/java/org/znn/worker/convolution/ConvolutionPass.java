package org.znn.worker.convolution;

/** The passes of a convolution. */
public enum ConvolutionPass {
    /** Computes the output from the input. */
    FORWARD,
    /** Computes dE/d(input) from dE/d(output). */
    INPUT_GRADIENT,
    /** Computes dE/d(weight) from the input and dE/d(output). */
    WEIGHT_GRADIENT
}
