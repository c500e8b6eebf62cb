package org.znn.driver.train;

import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.volume.Precision;
import org.znn.worker.cost.PatchErrors;

/**
 * Adds up gradients and errors of the patches of a step in the order of their numbers, regardless of the order of
 * arrival: floating-point addition is not associative.
 */
final class GradientAccumulator {

    private final int patches;
    private final Precision precision;
    private final double[] gradient;
    private final TreeMap<Integer, PatchResult> pending = new TreeMap<>();
    private PatchErrors errors = PatchErrors.NONE;
    private PatchResult firstNonFinite;
    private int next;
    private int learnable;

    /**
     * Creates an accumulator for the patches of one step.
     *
     * @param patches number of patches
     * @param length  number of elements of the gradient; 0 if no gradient is computed
     */
    GradientAccumulator(int patches, int length, Precision precision) {
        this.patches = patches;
        this.precision = precision;
        gradient = new double[length];
    }

    /** Adds the result of a patch; ignores duplicates from tasks that Spark has executed twice. */
    synchronized void add(PatchResult result) {
        if (result.patch() < next || pending.putIfAbsent(result.patch(), result) != null) {
            return;
        }
        while (pending.containsKey(next)) {
            accumulate(pending.remove(next));
            next++;
        }
    }

    private void accumulate(PatchResult result) {
        if (firstNonFinite == null && result.nonFinite().isPresent()) {
            firstNonFinite = result;
        }
        if (!result.learnable()) {
            return;
        }
        errors = errors.plus(result.errors());
        learnable++;
        if (gradient.length > 0 && result.nonFinite().isEmpty()) {
            double[] unpacked = WeightLayout.unpack(result.gradient(), precision);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += unpacked[i];
            }
        }
    }

    /** Returns the mean gradient of the learnable patches; empty if there are none. */
    synchronized Optional<double[]> meanGradient() {
        if (next != patches) {
            throw new IllegalStateException("only " + next + " of " + patches + " patches have arrived");
        }
        if (learnable == 0) {
            return Optional.empty();
        }
        double[] mean = gradient.clone();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= learnable;
        }
        return Optional.of(mean);
    }

    /** Returns the sum of the errors of the learnable patches. */
    synchronized PatchErrors errors() {
        return errors;
    }

    /** Returns the first patch, by number, with NaN or infinite values. */
    synchronized Optional<PatchResult> firstNonFinite() {
        return Optional.ofNullable(firstNonFinite);
    }
}
