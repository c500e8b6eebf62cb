package org.znn.driver.train;

import java.util.Optional;
import org.znn.common.network.ConvolutionChoice;
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
    private Optional<ConvolutionChoice> choice;

    RunState(WeightLayout layout, Start start) {
        this.layout = layout;
        weights = layout.row(start.weights());
        velocity = layout.row(start.momentum());
        seed = start.seed();
        interval = IntervalErrors.of(start.interval());
        step = start.step();
        eta = start.eta();
        curve = start.curve();
        choice = Optional.empty();
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

    /** How convolutions are computed, where that was measured: to be kept with the weights. */
    Optional<ConvolutionChoice> choice() {
        return choice;
    }

    void choice(Optional<ConvolutionChoice> measured) {
        choice = measured;
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
