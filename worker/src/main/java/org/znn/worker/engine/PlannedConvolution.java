package org.znn.worker.engine;

import java.util.List;
import java.util.Map;
import org.znn.worker.convolution.ConvolutionCall;

/**
 * A convolution of a plan, or the gradient of one, independent of its algorithm.
 *
 * @param edge name of the conv edge
 * @param call the computation
 */
public record PlannedConvolution(String edge, ConvolutionCall call) {

    /**
     * The convolutions of some steps, in order.
     *
     * @param pointwise pointwise convolutions by the convolution that they can be fused with
     */
    static List<PlannedConvolution> of(List<Step> steps,
            Map<ForwardSteps.Convolution, ForwardSteps.Convolution> pointwise) {
        return steps.stream().flatMap(step -> step.convolutions().stream()).map(step -> {
            ForwardSteps.Convolution second = pointwise.get(step);
            return new PlannedConvolution(step.edge(), new ConvolutionCall(step.pass(), step.shape(), step.output(),
                    second == null ? 0 : second.shape().out()));
        }).toList();
    }
}
