package org.znn.worker.convolution;

import org.znn.common.network.TransferFunction;

/**
 * Operations applied to a convolution's sums before they are stored for the last time: a bias, then a function.
 *
 * @param bias     bias of each output map, or null for none
 * @param function transfer function of the biased sums
 */
public record Epilogue(double[] bias, TransferFunction function) {

    /** No bias and the identity function. */
    public static final Epilogue NONE = new Epilogue(null, TransferFunction.Linear.IDENTITY);
}
