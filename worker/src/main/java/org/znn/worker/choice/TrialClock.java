package org.znn.worker.choice;

import java.util.function.LongSupplier;

/**
 * Times trials.
 *
 * @param nanos    a clock in nanoseconds
 * @param training whether weights are new in each run
 * @param threads  of the team: one of them takes the weights, while others take those of other layers
 */
record TrialClock(LongSupplier nanos, boolean training, int threads) {

    private static final double NANOS = 1e-9;

    /** Seconds of a run. */
    double run(Trial trial) {
        double weights = 0;
        if (training) {
            long start = now();
            trial.newWeights().run();
            weights = since(start) / threads;
        }
        long start = now();
        trial.run().run();
        return weights + since(start);
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Seconds. */
    double since(long start) {
        return (now() - start) * NANOS;
    }
}
