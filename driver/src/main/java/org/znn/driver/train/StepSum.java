package org.znn.driver.train;

import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.volume.Precision;
import org.znn.worker.cost.PatchErrors;

/**
 * Adds up what the patches of a step tell, in the order of their numbers, in whatever order they arrive: sums of
 * floating-point numbers depend on it.
 */
final class StepSum {

    private final int patches;
    private final Precision precision;
    private final double[] gradient;
    private final TreeMap<Integer, PatchReport> early = new TreeMap<>();
    private PatchErrors errors = PatchErrors.NONE;
    private PatchReport troubled;
    private int next;
    private int learned;

    /**
     * For the patches of one step.
     *
     * @param length of the gradient; 0 where none is computed
     */
    StepSum(int patches, int length, Precision precision) {
        this.patches = patches;
        this.precision = precision;
        gradient = new double[length];
    }

    /** Takes a report; one that has come already, of a task that Spark ran twice, is ignored. */
    synchronized void add(PatchReport report) {
        if (report.patch() < next || early.putIfAbsent(report.patch(), report) != null) {
            return;
        }
        while (early.containsKey(next)) {
            take(early.remove(next));
            next++;
        }
    }

    private void take(PatchReport report) {
        if (troubled == null && report.trouble().isPresent()) {
            troubled = report;
        }
        if (!report.learnable()) {
            return;
        }
        errors = errors.plus(report.errors());
        learned++;
        if (gradient.length > 0 && report.trouble().isEmpty()) {
            double[] of = WeightLayout.unpack(report.gradient(), precision);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += of[i];
            }
        }
    }

    /** The mean of the gradients of the patches that had something to learn; empty where none had. */
    synchronized Optional<double[]> gradient() {
        if (next != patches) {
            throw new IllegalStateException(next + " of " + patches + " patches have come");
        }
        if (learned == 0) {
            return Optional.empty();
        }
        double[] mean = gradient.clone();
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= learned;
        }
        return Optional.of(mean);
    }

    /** The errors of the patches that had something to learn, added up. */
    synchronized PatchErrors errors() {
        return errors;
    }

    /** The first patch with numbers that are not finite. */
    synchronized Optional<PatchReport> troubled() {
        return Optional.ofNullable(troubled);
    }
}
