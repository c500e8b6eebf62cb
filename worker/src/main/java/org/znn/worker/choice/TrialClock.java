package org.znn.worker.choice;

import java.util.function.LongSupplier;

/**
 * Times trials.
 *
 * @param nanos    a clock in nanoseconds
 * @param training whether a run takes new weights, as a step does
 */
record TrialClock(LongSupplier nanos, boolean training) {

    private static final double NANOS = 1e-9;

    /** Seconds of a run. */
    double run(Trial trial) {
        long start = now();
        if (training) {
            trial.newWeights().run();
        }
        trial.run().run();
        return since(start);
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Seconds. */
    double since(long start) {
        return (now() - start) * NANOS;
    }
}
