package org.znn.worker.bench;

import java.util.ArrayList;
import java.util.List;
import org.znn.worker.engine.PassListener;
import org.znn.worker.engine.StepInfo;

/** Notes how long each step of each pass took. */
final class StepClock implements PassListener {

    private static final double NANOS = 1e-9;

    private final List<List<Long>> passes = new ArrayList<>();

    /** A pass begins. */
    void begin() {
        passes.add(new ArrayList<>());
    }

    @Override
    public void done(StepInfo step, long nanos) {
        passes.get(passes.size() - 1).add(nanos);
    }

    /** The median of each step over the last so many passes. */
    List<NetworkSpeed.Step> medians(List<StepInfo> steps, int last) {
        List<List<Long>> timed = passes.subList(passes.size() - last, passes.size());
        List<NetworkSpeed.Step> medians = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            long[] times = timed.stream().mapToLong(pass -> pass.get(step)).sorted().toArray();
            medians.add(new NetworkSpeed.Step(steps.get(i), times[times.length / 2] * NANOS));
        }
        return medians;
    }
}
