package org.znn.driver.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.WeightLoader;

/** Describes the state of training in a network file: iterations, errors, and weights that are not finite. */
final class TrainingSummary {

    private TrainingSummary() {
    }

    static List<String> lines(NetworkSpec network, NetworkFile file) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("weights          " + file.precision().name().toLowerCase(Locale.ROOT)
                + (file.momentum().filters().isEmpty() ? ", without momentum" : ", with momentum"));
        LearningCurve curve = file.curve();
        if (curve.lastIteration() == 0) {
            lines.add("training         no learning curve in the file");
        } else {
            lines.add(String.format(Locale.ROOT, "training         up to iteration %,d", curve.lastIteration()));
            series("train", curve.train()).ifPresent(lines::add);
            series("test", curve.test()).ifPresent(lines::add);
        }
        learningRate(file).ifPresent(lines::add);
        file.resume().flatMap(ResumePoint::algorithms)
                .ifPresent(algorithms -> lines.add("convolutions     " + algorithms.text()));
        Diagnostics diagnostics = new Diagnostics();
        WeightLoader.load(network, file, diagnostics);
        Stream.concat(diagnostics.errors().stream(), diagnostics.warnings().stream()).map(d -> "warning: " + d)
                .forEach(lines::add);
        return lines;
    }

    private static Optional<String> series(String name, LearningCurve.Series series) {
        if (series.iterations().length == 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  last %-10s iteration %,d", name,
                series.lastIteration()));
        last(series, "err").ifPresent(e -> line.append(String.format(Locale.ROOT, ", cost %.4g", e)));
        last(series, "cls").ifPresent(e -> line.append(String.format(Locale.ROOT, ", pixel error %.4g", e)));
        last(series, "re").ifPresent(e -> line.append(String.format(Locale.ROOT, ", Rand error %.4g", e)));
        return Optional.of(line.toString());
    }

    private static Optional<Double> last(LearningCurve.Series series, String key) {
        double[] values = series.values().getOrDefault(key, new double[0]);
        return values.length == 0 ? Optional.empty() : Optional.of(values[values.length - 1]);
    }

    private static Optional<String> learningRate(NetworkFile file) {
        List<String> etas = file.options().values().stream().map(o -> o.get("eta")).filter(e -> e != null)
                .distinct().toList();
        return etas.size() == 1 ? Optional.of("learning rate    " + etas.get(0)) : Optional.empty();
    }
}
