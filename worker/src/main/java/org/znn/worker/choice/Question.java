package org.znn.worker.choice;

import java.util.List;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * What is to be measured.
 *
 * @param call    computed
 * @param methods that can compute it, at least two
 */
public record Question(ConvolutionCall call, List<ConvolutionMethod> methods) {
}
