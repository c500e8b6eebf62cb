package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.znn.driver.report.JsonLine;

/** Formats the outcome of an evaluation: a table of scores, and a last line of JSON. */
final class EvaluationReport {

    private static final Measure PIXEL_ERROR = Measure.error("pixel error", "pixel_error", Score::pixelError);
    private static final List<Measure> MEASURES = List.of(
            Measure.score("V_Rand", "v_rand", s -> s.segments().vRand()),
            Measure.score("  split (recall)", "v_rand_split", s -> s.segments().vRandSplit()),
            Measure.score("  merge (precision)", "v_rand_merge", s -> s.segments().vRandMerge()),
            Measure.score("V_Info", "v_info", s -> s.segments().vInfo()),
            Measure.error("adapted Rand error", "adapted_rand_error", s -> s.segments().adaptedRandError()),
            Measure.error("  distinct pairs", "adapted_rand_error_distinct_pairs",
                    s -> s.segments().distinctPairsError()),
            Measure.error("VOI split, bits", "voi_split", s -> s.segments().voiSplit()),
            Measure.error("VOI merge, bits", "voi_merge", s -> s.segments().voiMerge()),
            Measure.error("CREMI score", "cremi_score", s -> s.segments().cremiScore()));

    private static final String ROW = "%-19s  %.5f";
    private static final String BEST = "   %.5f  %.2f";

    private EvaluationReport() {
    }

    /** A row of the report: name, JSON key, printed value, and goodness (greater is better). */
    private record Measure(String name, String key, ToDoubleFunction<Score> value, ToDoubleFunction<Score> goodness) {

        static Measure score(String name, String key, ToDoubleFunction<Score> value) {
            return new Measure(name, key, value, value);
        }

        static Measure error(String name, String key, ToDoubleFunction<Score> value) {
            return new Measure(name, key, value, s -> -value.applyAsDouble(s));
        }
    }

    static List<String> lines(EvaluationRequest request, EvaluationResult result) {
        boolean semantic = result.meaning().kind() == OutputKind.SEMANTIC;
        List<String> lines = new ArrayList<>();
        lines.add(request.output() + ": " + result.meaning().describe() + ", " + result.region().size() + " voxels at "
                + result.region());
        lines.add(request.label() + ": " + (semantic ? "class ids"
                : result.binary() ? "connected components of a mask" : "segment ids") + ", at " + result.label());
        result.notes().forEach(note -> lines.add("note: " + note));
        lines.add("");
        lines.addAll(result.classes().map(EvaluationReport::classTable).orElseGet(() -> scoreTable(request, result)));
        lines.add(json(request, result));
        return lines;
    }

    private static List<String> classTable(ClassScores scores) {
        List<String> lines = new ArrayList<>();
        lines.add(format(ROW, "accuracy", scores.accuracy()));
        lines.add(format(ROW, "mean IoU", scores.meanIou()));
        for (ClassScores.ClassScore score : scores.classes()) {
            lines.add(format(ROW + "   %d voxels, %d predicted", "IoU of class " + score.id(), score.iou(),
                    score.labelled(), score.predicted()));
        }
        return lines;
    }

    private static List<Measure> measures(EvaluationResult result) {
        List<Measure> measures = new ArrayList<>(MEASURES);
        if (result.meaning().kind() != OutputKind.SEGMENTATION) {
            measures.add(0, PIXEL_ERROR);
        }
        return measures;
    }

    private static boolean isSweep(EvaluationRequest request, EvaluationResult result) {
        return result.meaning().kind() != OutputKind.SEGMENTATION && request.thresholds().isSweep();
    }

    private static List<String> scoreTable(EvaluationRequest request, EvaluationResult result) {
        boolean sweep = isSweep(request, result);
        Score reference = result.scoreAt(request.thresholds().reference());
        List<String> lines = new ArrayList<>();
        if (result.meaning().kind() != OutputKind.SEGMENTATION) {
            lines.add(format("%-19s  %-10s%s", "", "at " + reference.threshold(), sweep ? "best     at threshold" : "")
                    .stripTrailing());
        }
        for (Measure measure : measures(result)) {
            Score best = result.bestScore(measure.goodness);
            String line = format(ROW, measure.name, measure.value.applyAsDouble(reference));
            lines.add(sweep ? line + format(BEST, measure.value.applyAsDouble(best), best.threshold()) : line);
        }
        return lines;
    }

    private static String json(EvaluationRequest request, EvaluationResult result) {
        JsonLine json = new JsonLine().add("output", request.output()).add("label", request.label())
                .add("kind", result.meaning().kind().word()).add("voxels", result.region().size().toString());
        if (result.classes().isPresent()) {
            return classJson(json, result.classes().get());
        }
        Score reference = result.scoreAt(request.thresholds().reference());
        json.add("mode", result.meaning().whole() ? "3d" : "2d");
        if (result.meaning().kind() != OutputKind.SEGMENTATION) {
            json.add("threshold", reference.threshold());
        }
        for (Measure measure : measures(result)) {
            json.add(measure.key, "%.8f", measure.value.applyAsDouble(reference));
            if (isSweep(request, result)) {
                Score best = result.bestScore(measure.goodness);
                json.add("best_" + measure.key, "%.8f", measure.value.applyAsDouble(best))
                        .add("best_" + measure.key + "_threshold", best.threshold());
            }
        }
        return json.end();
    }

    private static String classJson(JsonLine json, ClassScores scores) {
        json.add("pixel_error", "%.8f", 1 - scores.accuracy()).add("accuracy", "%.8f", scores.accuracy())
                .add("mean_iou", "%.8f", scores.meanIou());
        for (ClassScores.ClassScore score : scores.classes()) {
            json.add("iou_" + score.id(), "%.8f", score.iou());
        }
        return json.end();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
