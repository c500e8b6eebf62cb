package org.znn.worker.choice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.znn.common.network.ConvolutionMethod;

/** The runs of one method at its real size. */
final class TimedRuns {

    private final ConvolutionMethod method;
    private final Trial trial;
    private final TrialClock clock;
    private final List<Double> seconds = new ArrayList<>();
    private double first;

    TimedRuns(ConvolutionMethod method, Trial trial, TrialClock clock) {
        this.method = method;
        this.trial = trial;
        this.clock = clock;
    }

    /** The run that does not count where others follow. */
    void first() {
        first = clock.run(trial);
    }

    /** Repeats the first run until it takes no longer than that, or, in all, more than that many seconds. */
    void firstUntil(double enough, double most) {
        for (double all = first; first > enough && all + first <= most; all += first) {
            first();
        }
    }

    void further() {
        seconds.add(clock.run(trial));
    }

    ConvolutionMethod method() {
        return method;
    }

    /** Of the runs that count, the first where there are none: what disturbs a run only ever makes it longer. */
    double fastest() {
        return seconds.isEmpty() ? first : Collections.min(seconds);
    }

    int count() {
        return Math.max(1, seconds.size());
    }
}
