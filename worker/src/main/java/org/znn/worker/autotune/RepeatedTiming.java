package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.znn.common.network.AlgorithmKind;

/** Times the repetitions of a convolution by one algorithm at one size. */
final class RepeatedTiming {

    private final AlgorithmKind algorithm;
    private final BenchmarkConvolution convolution;
    private final BenchmarkClock clock;
    private final List<Double> seconds = new ArrayList<>();
    private double warmUpSeconds;

    RepeatedTiming(AlgorithmKind algorithm, BenchmarkConvolution convolution, BenchmarkClock clock) {
        this.algorithm = algorithm;
        this.convolution = convolution;
        this.clock = clock;
    }

    /** Executes the convolution once; the time counts only if no repetitions follow. */
    void warmUp() {
        warmUpSeconds = clock.time(convolution);
    }

    /** Repeats the warm-up until it takes no longer than {@code target}, or the total would exceed {@code limit}. */
    void warmUpUntil(double target, double limit) {
        for (double total = warmUpSeconds; warmUpSeconds > target && total + warmUpSeconds <= limit;
                total += warmUpSeconds) {
            warmUp();
        }
    }

    void repeat() {
        seconds.add(clock.time(convolution));
    }

    AlgorithmKind algorithm() {
        return algorithm;
    }

    /**
     * Duration of the fastest repetition in seconds, or of the warm-up if there is none. The minimum is taken because
     * disturbances only ever make a repetition slower.
     */
    double fastest() {
        return seconds.isEmpty() ? warmUpSeconds : Collections.min(seconds);
    }

    int count() {
        return Math.max(1, seconds.size());
    }
}
