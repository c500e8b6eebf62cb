package org.znn.driver.train;

import org.znn.common.network.LearningCurve;
import org.znn.common.network.Weights;

/** Where a run is: what changes from step to step. The driver's alone. */
final class RunState {

    private final WeightLayout layout;
    private final double[] weights;
    private final double[] velocity;
    private final long seed;
    private final IntervalErrors interval;
    private long step;
    private double eta;
    private LearningCurve curve;

    RunState(WeightLayout layout, Start start) {
        this.layout = layout;
        weights = layout.row(start.weights());
        velocity = layout.row(start.momentum());
        seed = start.seed();
        interval = IntervalErrors.of(start.interval());
        step = start.step();
        eta = start.eta();
        curve = start.curve();
    }

    /** The last step done. */
    long step() {
        return step;
    }

    void step(long done) {
        step = done;
    }

    long seed() {
        return seed;
    }

    double eta() {
        return eta;
    }

    void eta(double rate) {
        eta = rate;
    }

    LearningCurve curve() {
        return curve;
    }

    void curve(LearningCurve longer) {
        curve = longer;
    }

    IntervalErrors interval() {
        return interval;
    }

    double[] weights() {
        return weights;
    }

    double[] velocity() {
        return velocity;
    }

    Weights layers() {
        return layout.weights(weights);
    }

    Weights momentum() {
        return layout.weights(velocity);
    }
}
