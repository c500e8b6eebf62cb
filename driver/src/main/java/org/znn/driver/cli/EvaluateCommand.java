package org.znn.driver.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.znn.driver.console.Console;
import org.znn.driver.evaluate.Evaluator;
import org.znn.driver.evaluate.Request;
import org.znn.driver.evaluate.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code evaluate}: how good an output is. */
@Command(name = "evaluate", sortOptions = false, description = {
    "Hold an output against a label: pixel error, V_Rand and V_Info (Arganda-Carreras et al. 2015).", "",
    "A boundary map (2 channels, or channel 0 alone) is segmented section by section, affinities (3",
    "channels) as a whole. Boundaries are thinned away. For V_Rand and V_Info only voxels count where the",
    "label is above 0. A label with one value above 0 is a mask, whose components are its segments; else",
    "its values are segment ids. An output smaller than its image is laid on the label where its",
    "attributes 'offset' and 'stride' say.", ""})
final class EvaluateCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--output", required = true, paramLabel = "OUT.h5",
            description = "What a network gave; a dataset is named OUT.h5:/dataset.")
    private String output;

    @Option(names = "--label", required = true, paramLabel = "LABEL", description = "What is right: .h5 or .tif.")
    private String label;

    @Option(names = "--threshold", paramLabel = "T|best", defaultValue = "best", converter = ThresholdConverter.class,
            description = "The threshold, from 0 to 1; best: 0.05 to 0.95 are tried, and 0.5 and the best are told"
                    + " (default: ${DEFAULT-VALUE}).")
    private Thresholds thresholds;

    @Option(names = "--slices", paramLabel = "A-B", converter = SlicesConverter.class,
            description = "Sections of the output, counted from 0 (default: all).")
    private Request.Slices slices;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Request request = new Request(output, label, thresholds, Optional.ofNullable(slices));
        new Evaluator(request, console::progress).lines().forEach(console::line);
        return Program.DONE;
    }

    private static <T> T parse(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads {@code --threshold}. */
    static final class ThresholdConverter implements ITypeConverter<Thresholds> {

        @Override
        public Thresholds convert(String text) {
            return parse(text, Thresholds::parse);
        }
    }

    /** Reads {@code --slices}. */
    static final class SlicesConverter implements ITypeConverter<Request.Slices> {

        @Override
        public Request.Slices convert(String text) {
            return parse(text, Request.Slices::parse);
        }
    }
}
