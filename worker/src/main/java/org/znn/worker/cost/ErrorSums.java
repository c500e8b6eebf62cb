package org.znn.worker.cost;

import java.util.Optional;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Volume;

/** Adds up the errors of a patch, output by output. */
final class ErrorSums {

    private static final double THRESHOLD = 0.5;

    private double cost;
    private long wrong;
    private long values;
    private double randErrors;
    private int randOutputs;
    private double weightedCost;
    private double weightedWrong;
    private double weights;

    /**
     * Adds an output. A value under the mask counts nowhere and has the gradient 0, whatever it is; the balance and
     * MALIS change the gradient, not the error.
     *
     * @return dE/d(output), in the prediction's precision, rounded once
     */
    Volume add(Loss loss, Volume prediction, Target target, boolean masked, Optional<Volume> malis) {
        Volume gradient = Volume.zeros(prediction.precision(), prediction.channels(), prediction.size());
        Volume mask = masked ? target.mask().orElse(null) : null;
        Volume balance = target.balance().orElse(null);
        Volume weight = malis.orElse(null);
        int n = Volume.elements(prediction.channels(), prediction.size());
        for (int i = 0; i < n; i++) {
            if (mask != null && mask.get(i) == 0) {
                continue;
            }
            double p = prediction.get(i);
            double l = target.label().get(i);
            double error = loss.error(p, l);
            boolean miss = p > THRESHOLD != l > THRESHOLD;
            cost += error;
            wrong += miss ? 1 : 0;
            values++;
            double slope = loss.gradient(p, l);
            if (balance != null) {
                slope *= balance.get(i);
            }
            if (weight != null) {
                slope *= weight.get(i);
                addWeighted(error, miss, weight.get(i));
            }
            gradient.set(i, slope);
        }
        return gradient;
    }

    /** As numpy's nansum: the product of an infinite error and the weight 0 is left out (ZNN-SEMANTICS 5). */
    private void addWeighted(double error, boolean miss, double weight) {
        double product = error * weight;
        weightedCost += Double.isNaN(product) ? 0 : product;
        weightedWrong += miss ? weight : 0;
        weights += weight;
    }

    void addRandError(double error) {
        randErrors += error;
        randOutputs++;
    }

    /** One patch's; the Rand error is the mean of those of its outputs. */
    PatchErrors errors() {
        return new PatchErrors(1, cost, wrong, values, randOutputs == 0 ? Double.NaN : randErrors / randOutputs,
                weights == 0 ? 0 : weightedCost / weights, weights == 0 ? 0 : weightedWrong / weights);
    }
}
