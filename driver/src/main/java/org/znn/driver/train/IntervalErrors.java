package org.znn.driver.train;

import java.util.Map;
import java.util.TreeMap;
import org.znn.worker.cost.PatchErrors;

/** Errors added up since the last report, and their averages as ZNN tells them (ZNN-SEMANTICS 5). */
final class IntervalErrors {

    private PatchErrors sum;

    IntervalErrors(PatchErrors sum) {
        this.sum = sum;
    }

    /** From the sums that a saved file holds by name; what it lacks is 0. */
    static IntervalErrors of(Map<String, Double> saved) {
        return new IntervalErrors(new PatchErrors(number(saved, "patches").intValue(), number(saved, "cost"),
                number(saved, "wrong").longValue(), number(saved, "values").longValue(),
                number(saved, "rand_error"), number(saved, "malis_cost"), number(saved, "malis_wrong")));
    }

    private static Double number(Map<String, Double> saved, String name) {
        return saved.getOrDefault(name, 0.0);
    }

    /** The sums by name, to be saved. */
    Map<String, Double> sums() {
        Map<String, Double> sums = new TreeMap<>();
        sums.put("patches", (double) sum.patches());
        sums.put("cost", sum.cost());
        sums.put("wrong", (double) sum.wrong());
        sums.put("values", (double) sum.values());
        sums.put("rand_error", sum.randError());
        sums.put("malis_cost", sum.malisCost());
        sums.put("malis_wrong", sum.malisWrong());
        return sums;
    }

    void add(PatchErrors errors) {
        sum = sum.plus(errors);
    }

    void clear() {
        sum = PatchErrors.NONE;
    }

    /** Cost and pixel error by value that counted, the rest by patch; NaN where nothing was added. */
    Averages averages() {
        double n = sum.patches();
        return new Averages(sum.cost() / sum.values(), (double) sum.wrong() / sum.values(), sum.randError() / n,
                sum.malisCost() / n, sum.malisWrong() / n);
    }

    /**
     * Errors of an interval or a test.
     *
     * @param cost       of an output value
     * @param pixelError share of output values on the wrong side of 0.5
     * @param randError  of a patch; NaN where it has none
     * @param malisCost  of a patch, weighted by MALIS
     * @param malisError pixel error of a patch, weighted by MALIS
     */
    record Averages(double cost, double pixelError, double randError, double malisCost, double malisError) {

        /** By the names of ZNN's statistics. */
        Map<String, Double> curve(boolean malis) {
            Map<String, Double> values = new TreeMap<>(Map.of("err", cost, "cls", pixelError));
            if (malis) {
                values.putAll(Map.of("re", randError, "me", malisCost, "mc", malisError));
            }
            return values;
        }
    }
}
