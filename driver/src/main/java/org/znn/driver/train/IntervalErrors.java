package org.znn.driver.train;

import java.util.Map;
import java.util.TreeMap;
import org.znn.worker.cost.PatchErrors;

/** Accumulates errors since the last report and averages them as ZNN reports them (ZNN-SEMANTICS 5). */
final class IntervalErrors {

    private PatchErrors sum;

    IntervalErrors(PatchErrors sum) {
        this.sum = sum;
    }

    /** Restores the sums of a saved file by their names; missing sums are 0. */
    static IntervalErrors fromSums(Map<String, Double> saved) {
        return new IntervalErrors(new PatchErrors(sum(saved, "patches").intValue(), sum(saved, "cost"),
                sum(saved, "wrong").longValue(), sum(saved, "values").longValue(),
                sum(saved, "rand_error"), sum(saved, "malis_cost"), sum(saved, "malis_wrong")));
    }

    private static Double sum(Map<String, Double> saved, String name) {
        return saved.getOrDefault(name, 0.0);
    }

    /** Returns the sums by name, for saving. */
    Map<String, Double> sums() {
        Map<String, Double> sums = new TreeMap<>();
        sums.put("patches", (double) sum.patches());
        sums.put("cost", sum.cost());
        sums.put("wrong", (double) sum.misclassified());
        sums.put("values", (double) sum.elements());
        sums.put("rand_error", sum.randError());
        sums.put("malis_cost", sum.malisCost());
        sums.put("malis_wrong", sum.malisMisclassified());
        return sums;
    }

    void add(PatchErrors errors) {
        sum = sum.plus(errors);
    }

    void reset() {
        sum = PatchErrors.NONE;
    }

    /** Averages cost and pixel error per counted output value and the rest per patch; NaN if nothing was added. */
    Averages averages() {
        double patches = sum.patches();
        return new Averages(sum.cost() / sum.elements(), (double) sum.misclassified() / sum.elements(),
                sum.randError() / patches, sum.malisCost() / patches, sum.malisMisclassified() / patches);
    }

    /**
     * Average errors of a reporting interval or a test.
     *
     * @param cost       cost per output value
     * @param pixelError fraction of output values on the wrong side of 0.5
     * @param randError  Rand error per patch; NaN if it is not defined
     * @param malisCost  MALIS-weighted cost per patch
     * @param malisError MALIS-weighted pixel error per patch
     */
    record Averages(double cost, double pixelError, double randError, double malisCost, double malisError) {

        /**
         * Returns the averages under the names of ZNN's statistics.
         *
         * @param malis whether the MALIS statistics are included
         */
        Map<String, Double> curveValues(boolean malis) {
            Map<String, Double> values = new TreeMap<>(Map.of("err", cost, "cls", pixelError));
            if (malis) {
                values.putAll(Map.of("re", randError, "me", malisCost, "mc", malisError));
            }
            return values;
        }
    }
}
