package org.znn.driver.train;

import java.util.Locale;
import org.znn.driver.report.Durations;

/** Estimates the remaining time of a training run from the rate of its latest steps. */
final class StepProgress {

    /** Weight of the latest step in the moving average, large enough to forget the slow first steps soon. */
    private static final double LATEST_WEIGHT = 0.05;

    private final long first;
    private final long last;
    private long previousNow;
    private double averageSeconds;

    /**
     * Creates the estimate before the first step.
     *
     * @param first number of the first step
     * @param last  number of the last step
     * @param now   current time in nanoseconds
     */
    StepProgress(long first, long last, long now) {
        this.first = first;
        this.last = last;
        previousNow = now;
    }

    /**
     * Records a completed step.
     *
     * @param now current time in nanoseconds
     * @return for example {@code step 12 of 4000, 4.8 steps/s, 13 min 51 s left}
     */
    String update(long step, long now) {
        double stepSeconds = (now - previousNow) * 1e-9;
        previousNow = now;
        double weight = Math.max(LATEST_WEIGHT, 1.0 / (step - first + 1));
        averageSeconds += weight * (stepSeconds - averageSeconds);
        return String.format(Locale.ROOT, "step %d of %d, %.3g steps/s, %s left", step, last,
                1 / averageSeconds, Durations.format((last - step) * averageSeconds));
    }
}
