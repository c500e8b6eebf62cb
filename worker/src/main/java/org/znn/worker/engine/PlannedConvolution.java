package org.znn.worker.engine;

import org.znn.worker.convolution.ConvolutionCall;

/**
 * A convolution of a plan, or a gradient of one.
 *
 * @param edge it belongs to
 * @param call what is computed
 */
public record PlannedConvolution(String edge, ConvolutionCall call) {
}
