package org.znn.driver.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.LearningCurve.Series;

/** A learning curve as comma-separated values: a line for each iteration of either series. */
public final class CurveTable {

    private static final List<String> ERRORS = List.of("err", "cls", "re", "mc", "me");
    private static final List<String> TITLES =
            List.of("cost", "pixel_error", "rand_error", "malis_pixel_error", "malis_cost");

    private CurveTable() {
    }

    /** The lines, titles first: {@code iteration,train_cost,…,test_cost,…}; what is not known is left empty. */
    public static List<String> lines(LearningCurve curve) {
        List<Integer> kinds = new ArrayList<>();
        for (int i = 0; i < ERRORS.size(); i++) {
            if (i < 2 || curve.train().values().containsKey(ERRORS.get(i))
                    || curve.test().values().containsKey(ERRORS.get(i))) {
                kinds.add(i);
            }
        }
        List<String> lines = new ArrayList<>();
        StringBuilder titles = new StringBuilder("iteration");
        for (String series : List.of("train_", "test_")) {
            kinds.forEach(i -> titles.append(',').append(series).append(TITLES.get(i)));
        }
        lines.add(titles.toString());
        TreeSet<Long> iterations = new TreeSet<>();
        for (Series series : List.of(curve.train(), curve.test())) {
            for (long iteration : series.iterations()) {
                iterations.add(iteration);
            }
        }
        for (long iteration : iterations) {
            StringBuilder line = new StringBuilder().append(iteration);
            for (Series series : List.of(curve.train(), curve.test())) {
                kinds.forEach(i -> line.append(',').append(value(series, ERRORS.get(i), iteration)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String value(Series series, String error, long iteration) {
        double[] values = series.values().get(error);
        for (int i = series.iterations().length - 1; values != null && i >= 0; i--) {
            if (series.iterations()[i] == iteration) {
                return Double.isNaN(values[i]) ? "" : String.valueOf(values[i]);
            }
        }
        return "";
    }
}
