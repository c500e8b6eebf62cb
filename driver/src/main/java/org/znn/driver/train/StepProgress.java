package org.znn.driver.train;

import java.util.Locale;
import org.znn.driver.report.Durations;

/** How far a training has come, at the rate of its latest steps. */
final class StepProgress {

    /** Share of a new rate in what is told, so that the first, slow steps are soon forgotten. */
    private static final double NEW = 0.05;

    private final long first;
    private final long last;
    private long before;
    private double seconds;

    /** Before the first step, now in nanoseconds. */
    StepProgress(long first, long last, long now) {
        this.first = first;
        this.last = last;
        before = now;
    }

    /** After a step; like {@code step 12 of 4000, 4.8 steps/s, 13 min 51 s left}. */
    String line(long step, long now) {
        double taken = (now - before) * 1e-9;
        before = now;
        double share = Math.max(NEW, 1.0 / (step - first + 1));
        seconds += share * (taken - seconds);
        return String.format(Locale.ROOT, "step %d of %d, %.3g steps/s, %s left", step, last, 1 / seconds,
                Durations.of((last - step) * seconds));
    }
}
