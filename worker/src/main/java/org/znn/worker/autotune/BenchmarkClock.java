package org.znn.worker.autotune;

import org.znn.worker.timing.Stopwatch;

/**
 * Times convolutions.
 *
 * @param stopwatch source of the time
 * @param training  whether each execution includes replacing the weights, as in a training step
 */
record BenchmarkClock(Stopwatch stopwatch, boolean training) {

    /** Executes a convolution once and returns its duration in seconds. */
    double time(BenchmarkConvolution convolution) {
        return stopwatch.time(() -> {
            if (training) {
                convolution.setWeights().run();
            }
            convolution.compute().run();
        });
    }

    long now() {
        return stopwatch.now();
    }

    double secondsSince(long start) {
        return stopwatch.secondsSince(start);
    }
}
