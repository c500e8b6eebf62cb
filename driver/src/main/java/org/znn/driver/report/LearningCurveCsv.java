package org.znn.driver.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.LearningCurve.Series;

/** Formats a learning curve as CSV: one line per iteration of either series. */
public final class LearningCurveCsv {

    private static final List<String> KEYS = List.of("err", "cls", "re", "mc", "me");
    private static final List<String> COLUMNS =
            List.of("cost", "pixel_error", "rand_error", "malis_pixel_error", "malis_cost");

    private LearningCurveCsv() {
    }

    /**
     * Returns the lines, the header first: {@code iteration,train_cost,…,test_cost,…}; unknown values are left empty.
     */
    public static List<String> lines(LearningCurve curve) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < KEYS.size(); i++) {
            if (i < 2 || curve.train().values().containsKey(KEYS.get(i))
                    || curve.test().values().containsKey(KEYS.get(i))) {
                columns.add(i);
            }
        }
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder("iteration");
        for (String series : List.of("train_", "test_")) {
            columns.forEach(i -> header.append(',').append(series).append(COLUMNS.get(i)));
        }
        lines.add(header.toString());
        TreeSet<Long> iterations = new TreeSet<>();
        for (Series series : List.of(curve.train(), curve.test())) {
            for (long iteration : series.iterations()) {
                iterations.add(iteration);
            }
        }
        for (long iteration : iterations) {
            StringBuilder line = new StringBuilder().append(iteration);
            for (Series series : List.of(curve.train(), curve.test())) {
                columns.forEach(i -> line.append(',').append(value(series, KEYS.get(i), iteration)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String value(Series series, String key, long iteration) {
        double[] values = series.values().get(key);
        for (int i = series.iterations().length - 1; values != null && i >= 0; i--) {
            if (series.iterations()[i] == iteration) {
                return Double.isNaN(values[i]) ? "" : String.valueOf(values[i]);
            }
        }
        return "";
    }
}
