package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * A convolution of a plan, or a gradient of one, however it is computed.
 *
 * @param edge it belongs to
 * @param call what is computed
 */
public record PlannedConvolution(String edge, ConvolutionCall call) {

    /** Those of steps; one whose result is projected by another tells so. */
    static List<PlannedConvolution> of(List<? extends Convolving> steps, Map<Steps.Convolve, Steps.Convolve> pairs) {
        return steps.stream().map(step -> {
            Steps.Convolve second = step instanceof Steps.Convolve first ? pairs.get(first) : null;
            return new PlannedConvolution(step.edge(), new ConvolutionCall(step.pass(), step.shape(), step.output(),
                    second == null ? 0 : second.shape().out()));
        }).toList();
    }
}
