package org.znn.worker.cost;

import java.util.Optional;
import org.znn.common.sample.TrainingPatch.Target;
import org.znn.common.volume.Volume;

/** Accumulates the errors of a patch over its outputs. */
final class ErrorAccumulator {

    private static final double THRESHOLD = 0.5;

    private double cost;
    private long misclassified;
    private long elements;
    private double randErrors;
    private int randOutputs;
    private double weightedCost;
    private double weightedMisclassified;
    private double weights;

    /**
     * Adds an output. Elements excluded by the mask contribute nothing and have gradient 0, even if they are NaN.
     * Rebalancing and MALIS scale the gradient but not the error.
     *
     * @param output     values of the output node
     * @param prediction the same after the softmax, if the cost has one
     * @param masked     whether to apply the target's mask
     * @param malis      MALIS weights in the shape of the prediction; empty without MALIS
     * @return dE/d(output) in the prediction's precision, rounded once
     */
    Volume add(Loss loss, Volume output, Volume prediction, Target target, boolean masked,
            Optional<Volume> malis) {
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
            double error = loss.error(p, l, output, i);
            boolean miss = p > THRESHOLD != l > THRESHOLD;
            cost += error;
            misclassified += miss ? 1 : 0;
            elements++;
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

    /** Adds like numpy's nansum: the product of an infinite error and the weight 0 is omitted (ZNN-SEMANTICS 5). */
    private void addWeighted(double error, boolean miss, double weight) {
        double product = error * weight;
        weightedCost += Double.isNaN(product) ? 0 : product;
        weightedMisclassified += miss ? weight : 0;
        weights += weight;
    }

    void addRandError(double error) {
        randErrors += error;
        randOutputs++;
    }

    /** Returns the errors of the patch; its Rand error is the mean over its outputs. */
    PatchErrors errors() {
        return new PatchErrors(1, cost, misclassified, elements,
                randOutputs == 0 ? Double.NaN : randErrors / randOutputs,
                weights == 0 ? 0 : weightedCost / weights, weights == 0 ? 0 : weightedMisclassified / weights);
    }
}
