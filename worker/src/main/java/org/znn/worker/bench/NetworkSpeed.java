package org.znn.worker.bench;

import java.util.List;
import org.znn.common.geometry.Vec3;
import org.znn.worker.engine.ExecutionPlan;
import org.znn.worker.engine.StepInfo;
import org.znn.worker.timing.Timing;
import org.znn.worker.timing.TimingBudget;

/**
 * Speed of a network in passes, or training steps, of one size.
 *
 * @param outputSize   size (z, y, x) of an output patch
 * @param operations   floating-point operations of the convolutions if computed directly
 * @param firstSeconds duration of the very first pass, including JIT compilation
 * @param seconds      median duration of the timed passes
 * @param repetitions  number of timed passes
 * @param steps        steps in order of execution
 */
public record NetworkSpeed(Vec3 outputSize, long operations, double firstSeconds, double seconds, int repetitions,
        List<Step> steps) {

    /**
     * A step of the pass.
     *
     * @param info    description of the step
     * @param seconds median duration
     */
    public record Step(StepInfo info, double seconds) {
    }

    /**
     * Executes passes of a compiled network repeatedly.
     *
     * @param recorder listener of the network
     * @param pass     computes one pass
     */
    static NetworkSpeed measure(ExecutionPlan plan, long operations, StepTimeRecorder recorder, TimingBudget budget,
            Runnable pass) {
        Timing timing = budget.time(() -> {
            recorder.beginPass();
            pass.run();
        });
        return new NetworkSpeed(plan.outputSize(), operations, timing.first(), timing.median(), timing.repetitions(),
                recorder.medians(plan.steps(), timing.repetitions()));
    }

    public double voxelsPerSecond() {
        return outputSize.product() / seconds;
    }
}
