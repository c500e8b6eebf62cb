package org.znn.worker.convolution;

/** What is computed of a convolution. */
public enum ConvolutionPass {
    /** The output from the input. */
    FORWARD,
    /** dE/d(input) from dE/d(output). */
    INPUT_GRADIENT,
    /** dE/d(weight) from the input and dE/d(output). */
    WEIGHT_GRADIENT
}
