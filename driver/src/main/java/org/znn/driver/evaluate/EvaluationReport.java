package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.znn.driver.report.JsonLine;

/** Formats the outcome of an evaluation: a table of scores, and a last line of JSON. */
final class EvaluationReport {

    private static final List<Measure> MEASURES = List.of(
            new Measure("pixel error", "pixel_error", Score::pixelError, s -> -s.pixelError()),
            new Measure("V_Rand", "v_rand", Score::vRand, Score::vRand),
            new Measure("V_Info", "v_info", Score::vInfo, Score::vInfo));

    private static final String ROW = "%-11s  %.5f";
    private static final String BEST = "   %.5f  %.2f";

    private EvaluationReport() {
    }

    /** A row of the report: name, JSON key, printed value, and goodness (greater is better). */
    private record Measure(String name, String key, ToDoubleFunction<Score> value, ToDoubleFunction<Score> goodness) {
    }

    static List<String> lines(EvaluationRequest request, EvaluationResult result) {
        boolean sweep = request.thresholds().isSweep();
        Score reference = result.scoreAt(request.thresholds().reference());
        List<String> lines = new ArrayList<>();
        lines.add(request.output() + ": " + (result.kind() == OutputKind.BOUNDARY
                ? "boundary map, segmented section by section, " : "affinity map, segmented as a whole, ")
                + result.region().size() + " voxels at " + result.region());
        lines.add(request.label() + ": " + (result.binary() ? "connected components of a mask" : "segment ids")
                + ", at " + result.label());
        lines.add("");
        lines.add(format("%-11s  %-10s%s", "", "at " + reference.threshold(), sweep ? "best     at threshold" : "")
                .stripTrailing());
        for (Measure measure : MEASURES) {
            Score best = result.bestScore(measure.goodness);
            String line = format(ROW, measure.name, measure.value.applyAsDouble(reference));
            lines.add(sweep ? line + format(BEST, measure.value.applyAsDouble(best), best.threshold()) : line);
        }
        lines.add(json(request, result, reference));
        return lines;
    }

    private static String json(EvaluationRequest request, EvaluationResult result, Score reference) {
        JsonLine json = new JsonLine().add("output", request.output()).add("label", request.label())
                .add("kind", result.kind().name().toLowerCase(Locale.ROOT))
                .add("voxels", result.region().size().toString()).add("threshold", reference.threshold());
        for (Measure measure : MEASURES) {
            json.add(measure.key, "%.6f", measure.value.applyAsDouble(reference));
            if (request.thresholds().isSweep()) {
                Score best = result.bestScore(measure.goodness);
                json.add("best_" + measure.key, "%.6f", measure.value.applyAsDouble(best))
                        .add("best_" + measure.key + "_threshold", best.threshold());
            }
        }
        return json.end();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
