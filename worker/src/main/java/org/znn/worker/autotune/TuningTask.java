package org.znn.worker.autotune;

import java.util.List;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * A convolution whose algorithms are to be measured.
 *
 * @param call       the convolution
 * @param algorithms candidates; at least two, unless the task is only for warming up
 */
public record TuningTask(ConvolutionCall call, List<AlgorithmKind> algorithms) {
}
