package org.znn.driver.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.worker.bench.LayerTime;
import org.znn.worker.bench.NetworkSpeed;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.engine.StepInfo;

/**
 * What a benchmark found, as people and programs read it.
 *
 * @param threads of the team that was measured
 * @param peak    GFLOP/s of multiply-adds in registers, with all those threads
 */
public record BenchLines(int threads, double peak) {

    private static final String ROW = "%-52s %14s %9s %9s %7s";
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e3;
    private static final double PERCENT = 100;

    /** What the columns are. */
    public String header() {
        return row("layer", "output", "ms", "GFLOP/s", "of peak");
    }

    /**
     * A layer by itself.
     *
     * @param prefix what of it
     * @param method that computed it
     */
    public String layer(String prefix, ConvolutionMethod method, LayerTime time) {
        ConvolutionShape shape = time.shape();
        String suffix = method == ConvolutionMethod.DIRECT ? "" : ", " + method.text();
        return row(prefix + shape.description() + suffix, time.output(), shape.operations(time.output()),
                time.median());
    }

    /** The steps of a network, below the names of the columns. */
    public List<String> steps(NetworkSpeed speed) {
        List<String> lines = new ArrayList<>(List.of(header()));
        speed.steps().forEach(step -> lines.add(step(step)));
        return lines;
    }

    private String step(NetworkSpeed.Step step) {
        StepInfo info = step.info();
        String action = info.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return row((info.name() + "  " + action + " " + info.detail()).strip(), info.size(), info.operations(),
                step.seconds());
    }

    /** What a step of training takes before it begins. */
    public String newWeights(double seconds) {
        return row("new weights", "", fixed("%.2f", seconds * MILLI), "", "");
    }

    /**
     * All steps together.
     *
     * @param what they make, such as {@code pass}
     */
    public String total(String what, NetworkSpeed speed) {
        return row("a " + what + ", median of " + speed.passes(), speed.outputSize(), speed.operations(),
                speed.seconds());
    }

    /**
     * What matters of it, in words.
     *
     * @param what  was measured: {@code pass} or {@code step}
     * @param bytes that the network holds
     */
    public List<String> summary(String what, NetworkSpeed speed, long bytes) {
        return List.of("", "speed    " + Quantities.count(speed.voxelsPerSecond()) + " output voxels/s",
                "warm-up  the first " + what + " took " + Durations.of(speed.firstSeconds()),
                "memory   " + Quantities.bytes(bytes));
    }

    /**
     * The speed as one line of JSON, with the keys of {@code torch_peer.py} and the peak.
     *
     * @param mode    {@code forward} or {@code train}
     * @param variant how convolutions are computed
     */
    public String json(Path network, String mode, ConvolutionMode variant, NetworkSpeed speed) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("net", network.getFileName().toString());
            json.writeStringField("mode", mode);
            json.writeStringField("outsz", speed.outputSize().toString());
            json.writeNumberField("threads", threads);
            json.writeStringField("variant", variant.text());
            number(json, "seconds", "%.5f", speed.seconds());
            number(json, "voxels_per_s", "%.0f", speed.voxelsPerSecond());
            number(json, "gflop_per_s", "%.1f", speed.operations() / speed.seconds() / GIGA);
            number(json, "peak_gflop_per_s", "%.1f", peak);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void number(JsonGenerator json, String name, String format, double value) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(String.format(Locale.ROOT, format, value));
    }

    private String row(String what, Vec3 output, long operations, double seconds) {
        double rate = operations / seconds / GIGA;
        return row(what, output.toString(), fixed("%.2f", seconds * MILLI), operations == 0 ? "" : fixed("%.1f", rate),
                operations == 0 ? "" : fixed("%.0f %%", PERCENT * rate / peak));
    }

    private static String row(String what, String output, String time, String rate, String share) {
        return String.format(Locale.ROOT, ROW, what, output, time, rate, share).stripTrailing();
    }

    private static String fixed(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
