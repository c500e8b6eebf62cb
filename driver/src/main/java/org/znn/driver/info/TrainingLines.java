package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.WeightMatcher;
import org.znn.common.problem.Problems;

/** What training left in a network file: how far it came, with which errors, and whether the weights are numbers. */
final class TrainingLines {

    private TrainingLines() {
    }

    static List<String> of(NetworkSpec network, NetworkFile file) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("weights          " + file.precision().name().toLowerCase(Locale.ROOT)
                + (file.momentum().filters().isEmpty() ? ", without momentum" : ", with momentum"));
        LearningCurve curve = file.curve();
        if (curve.lastIteration() == 0) {
            lines.add("training         no learning curve in the file");
        } else {
            lines.add(String.format(Locale.ROOT, "training         to iteration %,d", curve.lastIteration()));
            series("train", curve.train()).ifPresent(lines::add);
            series("test", curve.test()).ifPresent(lines::add);
        }
        rate(file).ifPresent(lines::add);
        file.resume().flatMap(ResumePoint::choice)
                .ifPresent(choice -> lines.add("convolutions     " + choice.text()));
        Problems problems = new Problems();
        WeightMatcher.complete(network, file, problems);
        Stream.concat(problems.errors().stream(), problems.warnings().stream()).map(p -> "warning: " + p)
                .forEach(lines::add);
        return lines;
    }

    private static Optional<String> series(String name, LearningCurve.Series series) {
        if (series.iterations().length == 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  last %-10s iteration %,d", name,
                series.last()));
        last(series, "err").ifPresent(e -> line.append(String.format(Locale.ROOT, ", cost %.4g", e)));
        last(series, "cls").ifPresent(e -> line.append(String.format(Locale.ROOT, ", pixel error %.4g", e)));
        last(series, "re").ifPresent(e -> line.append(String.format(Locale.ROOT, ", Rand error %.4g", e)));
        return Optional.of(line.toString());
    }

    private static Optional<Double> last(LearningCurve.Series series, String key) {
        double[] values = series.values().getOrDefault(key, new double[0]);
        return values.length == 0 ? Optional.empty() : Optional.of(values[values.length - 1]);
    }

    private static Optional<String> rate(NetworkFile file) {
        List<String> etas = file.options().values().stream().map(o -> o.get("eta")).filter(e -> e != null)
                .distinct().toList();
        return etas.size() == 1 ? Optional.of("learning rate    " + etas.get(0)) : Optional.empty();
    }
}
