package org.znn.worker.bench;

import java.util.ArrayList;
import java.util.List;
import org.znn.worker.engine.PassListener;
import org.znn.worker.engine.StepInfo;

/** Records the duration of each step of each pass. */
final class StepTimeRecorder implements PassListener {

    private static final double SECONDS_PER_NANO = 1e-9;

    private final List<List<Long>> passes = new ArrayList<>();

    /** Assigns the following steps to a new pass. */
    void beginPass() {
        passes.add(new ArrayList<>());
    }

    @Override
    public void stepCompleted(StepInfo step, long nanos) {
        passes.get(passes.size() - 1).add(nanos);
    }

    /** Median durations of the steps in the last {@code count} passes. */
    List<NetworkSpeed.Step> medians(List<StepInfo> steps, int count) {
        List<List<Long>> timed = passes.subList(passes.size() - count, passes.size());
        List<NetworkSpeed.Step> medians = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            long[] nanos = timed.stream().mapToLong(pass -> pass.get(step)).sorted().toArray();
            medians.add(new NetworkSpeed.Step(steps.get(i), nanos[nanos.length / 2] * SECONDS_PER_NANO));
        }
        return medians;
    }
}
