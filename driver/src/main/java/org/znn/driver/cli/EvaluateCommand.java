package org.znn.driver.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.znn.driver.console.Console;
import org.znn.driver.evaluate.EvaluationRequest;
import org.znn.driver.evaluate.Evaluator;
import org.znn.driver.evaluate.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code evaluate}: scores an output against a label. */
@Command(name = "evaluate", sortOptions = false, description = {
    "Score an output against a label: pixel error, V_Rand and V_Info (Arganda-Carreras et al. 2015).", "",
    "A boundary map (2 channels, or channel 0 alone) is segmented section by section, an affinity map (3 channels) "
            + "as a whole. Boundaries between segments are thinned away. V_Rand and V_Info count only voxels where the "
            + "label is above 0. A label with a single value above 0 is a mask, and its connected components are the "
            + "segments; otherwise its values are segment ids. An output smaller than its image is aligned with the "
            + "label by its attributes 'offset' and 'stride'.", ""})
final class EvaluateCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--output", required = true, paramLabel = "OUT.h5",
            description = "Output of a network; OUT.h5:/dataset names a dataset.")
    private String output;

    @Option(names = "--label", required = true, paramLabel = "LABEL", description = "Ground truth: .h5 or .tif.")
    private String label;

    @Option(names = "--threshold", paramLabel = "T|best", defaultValue = "best",
            converter = Converters.ThresholdsConverter.class,
            description = "Threshold from 0 to 1; or best, which tries 0.05 to 0.95 and shows the scores at 0.5 and at "
                    + "the best threshold of each score (default: ${DEFAULT-VALUE}).")
    private Thresholds thresholds;

    @Option(names = "--slices", paramLabel = "A-B", converter = Converters.SliceRangeConverter.class,
            description = "Sections of the output to score, counted from 0 (default: all).")
    private EvaluationRequest.SliceRange slices;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        EvaluationRequest request = new EvaluationRequest(output, label, thresholds, Optional.ofNullable(slices));
        new Evaluator(request, console::showProgress).report().forEach(console::printResult);
        return Program.EXIT_OK;
    }
}
