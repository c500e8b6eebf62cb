package org.znn.worker.engine;

import java.util.ArrayList;
import java.util.List;
import org.znn.common.network.Weights;

/**
 * A step of a compiled network.
 *
 * @param info   description of the step
 * @param kernel executable form of the step
 */
record PreparedStep(StepInfo info, StepKernel kernel) {

    /** Creates the kernels of all steps and sets their weights. */
    static List<PreparedStep> prepare(List<Step> steps, ExecutionContext<?> context, Weights weights) {
        List<PreparedStep> prepared = new ArrayList<>();
        for (Step step : steps) {
            StepKernel kernel = step.prepare(context);
            kernel.setWeights(weights);
            prepared.add(new PreparedStep(step.info(), kernel));
        }
        return List.copyOf(prepared);
    }
}
