package org.znn.worker.convolution;

import org.znn.common.network.TransferFunction;

/**
 * What happens to a convolution's sums before they are stored for the last time.
 *
 * @param bias     added to each output map, or null for none
 * @param function applied then
 */
public record Epilogue(double[] bias, TransferFunction function) {

    /** Nothing at all. */
    public static final Epilogue NONE = new Epilogue(null, TransferFunction.Linear.IDENTITY);
}
