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

    /** Returns whether the epilogue leaves every value unchanged: no bias and the identity function. */
    public boolean isIdentity() {
        return bias == null && function.equals(TransferFunction.Linear.IDENTITY);
    }

    /** Returns the bias of an output map; without a bias −0, because x + −0 is x for every x, −0 included. */
    public double bias(int map) {
        return bias == null ? -0.0 : bias[map];
    }
}
