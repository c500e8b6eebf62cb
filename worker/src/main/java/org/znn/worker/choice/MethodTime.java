package org.znn.worker.choice;

import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * How long a method takes.
 *
 * @param call    computed
 * @param method  that computed it
 * @param seconds of the fastest run; in training with taking the weights
 * @param runs    timed at its real size; 0 where it was tried on a smaller image only, or not at all, because of its
 *                time or memory
 */
public record MethodTime(ConvolutionCall call, ConvolutionMethod method, double seconds, int runs) {
}
