package org.znn.driver.evaluate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** What an evaluation found, as people and programs read it. */
final class ResultLines {

    private static final List<Measure> MEASURES = List.of(
            new Measure("pixel error", "pixel_error", Score::pixelError, s -> -s.pixelError()),
            new Measure("V_Rand", "v_rand", Score::rand, Score::rand),
            new Measure("V_Info", "v_info", Score::info, Score::info));

    private static final String ROW = "%-11s  %.5f";
    private static final String BEST = "   %.5f  %.2f";

    private ResultLines() {
    }

    /** What is told of a score; the greater its goodness, the better. */
    private record Measure(String name, String key, ToDoubleFunction<Score> value, ToDoubleFunction<Score> goodness) {
    }

    static List<String> of(Request request, Result result) {
        boolean several = request.thresholds().several();
        Score usual = result.at(request.thresholds().usual());
        List<String> lines = new ArrayList<>();
        lines.add(request.output() + ": " + (result.kind() == OutputKind.BOUNDARY
                ? "boundary map, segmented section by section, " : "affinities, segmented as a whole, ")
                + result.region().size() + " voxels at " + result.region());
        lines.add(request.label() + ": " + (result.binary() ? "components of a mask" : "segment ids") + ", at "
                + result.label());
        lines.add("");
        lines.add(format("%-11s  %-10s%s", "", "at " + usual.threshold(), several ? "best     at threshold" : "")
                .stripTrailing());
        for (Measure measure : MEASURES) {
            Score best = result.best(measure.goodness);
            String line = format(ROW, measure.name, measure.value.applyAsDouble(usual));
            lines.add(several ? line + format(BEST, measure.value.applyAsDouble(best), best.threshold()) : line);
        }
        lines.add(json(request, result, usual));
        return lines;
    }

    private static String json(Request request, Result result, Score usual) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("output", request.output());
            json.writeStringField("label", request.label());
            json.writeStringField("kind", result.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("voxels", result.region().size().toString());
            json.writeFieldName("threshold");
            json.writeNumber(usual.threshold());
            for (Measure measure : MEASURES) {
                number(json, measure.key, measure.value.applyAsDouble(usual));
                if (request.thresholds().several()) {
                    Score best = result.best(measure.goodness);
                    number(json, "best_" + measure.key, measure.value.applyAsDouble(best));
                    json.writeFieldName("best_" + measure.key + "_threshold");
                    json.writeNumber(best.threshold());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(format("%.6f", value));
    }
}
