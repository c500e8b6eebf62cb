package org.znn.worker.autotune;

import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * The time of a convolution, measured or estimated.
 *
 * @param call        the convolution
 * @param algorithm   algorithm of the convolution
 * @param seconds     duration of the fastest repetition; in training, it includes replacing the weights
 * @param repetitions number of timed repetitions at the real size; 0 if the time is an estimate, because the real size
 *                    would have taken too much time or memory
 */
public record AlgorithmTime(ConvolutionCall call, AlgorithmKind algorithm, double seconds, int repetitions) {
}
