package org.znn.driver.train;

import java.util.Optional;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.Weights;

/** Mutable state of a training run on the driver: everything that changes from step to step. */
final class RunState {

    private final WeightLayout layout;
    private final double[] weights;
    private final double[] velocity;
    private final long seed;
    private final IntervalErrors intervalErrors;
    private long step;
    private double eta;
    private LearningCurve curve;
    private Optional<AlgorithmSelection> algorithms;

    RunState(WeightLayout layout, InitialState initial) {
        this.layout = layout;
        weights = layout.flatten(initial.weights());
        velocity = layout.flatten(initial.momentum());
        seed = initial.seed();
        intervalErrors = IntervalErrors.fromSums(initial.intervalSums());
        step = initial.step();
        eta = initial.eta();
        curve = initial.curve();
        algorithms = Optional.empty();
    }

    /** Returns the last completed step. */
    long step() {
        return step;
    }

    void setStep(long step) {
        this.step = step;
    }

    long seed() {
        return seed;
    }

    double eta() {
        return eta;
    }

    void setEta(double eta) {
        this.eta = eta;
    }

    LearningCurve curve() {
        return curve;
    }

    void setCurve(LearningCurve curve) {
        this.curve = curve;
    }

    /** Returns the autotuned convolution algorithms, to be saved with the weights; empty if none were measured. */
    Optional<AlgorithmSelection> algorithms() {
        return algorithms;
    }

    void setAlgorithms(Optional<AlgorithmSelection> algorithms) {
        this.algorithms = algorithms;
    }

    IntervalErrors intervalErrors() {
        return intervalErrors;
    }

    double[] weights() {
        return weights;
    }

    double[] velocity() {
        return velocity;
    }

    Weights layerWeights() {
        return layout.unflatten(weights);
    }

    Weights layerMomentum() {
        return layout.unflatten(velocity);
    }
}
