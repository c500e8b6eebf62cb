package org.znn.driver.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.znn.common.geometry.Vec3;
import org.znn.driver.console.Console;
import org.znn.driver.evaluate.AffinityChannels;
import org.znn.driver.evaluate.BoundaryPolarity;
import org.znn.driver.evaluate.EvaluationRequest;
import org.znn.driver.evaluate.Evaluator;
import org.znn.driver.evaluate.LongRangeEdges;
import org.znn.driver.evaluate.OutputKind;
import org.znn.driver.evaluate.Thresholds;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}: scores an output against a label. */
@Command(name = "evaluate", sortOptions = false, description = {
    "Score an output or a segmentation, of this or another program, against a label.", "",
    "Kinds of output, stated by --kind, by the attribute out_type of this program's outputs, or by the file where "
            + "nothing else is possible (2 channels, or 1 of fractions: boundary; 1 channel of 32- or 64-bit integers: "
            + "segmentation). What remains unclear is asked for.",
    "  boundary      probability of cell interior (or membrane), 0 to 1; segmented section by section",
    "  affinity      probabilities that two voxels belong together; segmented as a whole",
    "  segmentation  segment ids, 0 for none; compared directly, without threshold",
    "  semantic      a channel a class, or class ids; accuracy and intersection over union (IoU)", "",
    "Integers of uint8 and uint16 are probabilities from 0 to 255 and 0 to 65535. Boundaries between the segments of a "
            + "map are thinned away. A label with a single value besides 0 is a mask, and its connected components are "
            + "the segments; otherwise its values are segment ids. Only voxels with a label other than 0 count for the "
            + "scores of segments. Sections segmented on their own are scored on their own, and the mean is shown.", "",
    "V_Rand, its split (recall) and merge (precision) score, and V_Info: Arganda-Carreras et al. 2015. Adapted Rand "
            + "error: 1 - F as in SNEMI3D and CREMI; 'distinct pairs' leaves out the pairs of a voxel with itself, as "
            + "scikit-image does. VOI split H(output|label) and merge H(label|output), in bits. CREMI score: root of "
            + "adapted Rand error times VOI.", ""})
final class EvaluateCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--output", required = true, paramLabel = "OUT",
            description = "Output of a network, or a segmentation; OUT.h5:/dataset names a dataset.")
    private String output;

    @Option(names = "--label", required = true, paramLabel = "LABEL", description = "Ground truth.")
    private String label;

    @Option(names = "--kind", paramLabel = "KIND", converter = Converters.OutputKindConverter.class,
            description = "boundary, affinity, segmentation or semantic.")
    private OutputKind kind;

    @Option(names = "--threshold", paramLabel = "T|best", defaultValue = "best",
            converter = Converters.ThresholdsConverter.class,
            description = "Threshold from 0 to 1; or best, which tries 0.05 to 0.95 and shows the scores at 0.5 and at "
                    + "the best threshold of each score (default: ${DEFAULT-VALUE}).")
    private Thresholds thresholds;

    @Option(names = "--slices", paramLabel = "A-B", converter = Converters.SliceRangeConverter.class,
            description = "Sections of the output to score, counted from 0 (default: all).")
    private EvaluationRequest.SliceRange slices;

    @Option(names = "--offset", paramLabel = "Z,Y,X", converter = Converters.Vec3Converter.class,
            description = "Voxel of the label on which the first voxel of the output lies (default: the attributes "
                    + "'offset' and 'stride' of the output).")
    private Vec3 offset;

    @Option(names = "--label-inverted", description = "The label is 0 inside cells: its zeros are a mask of the cells.")
    private boolean inverted;

    @ArgGroup
    private Mode mode;

    @Option(names = "--channel", paramLabel = "N",
            description = "Channel of a boundary map, counted from 0 (default: 0).")
    private Integer channel;

    @ArgGroup
    private Polarity polarity;

    @ArgGroup
    private Affinities affinities;

    @Option(names = "--long-range", paramLabel = "ignore|use", converter = Converters.LongRangeConverter.class,
            description = "Whether affinities between voxels that are no neighbours are left out, or join voxels "
                    + "like the others.")
    private LongRangeEdges longRange;

    @Option(names = "--max-value", paramLabel = "M",
            description = "Value that means 1 (default: 255 for uint8, 65535 for uint16, 1 for fractions).")
    private Double maxValue;

    @Option(names = "--clip", description = "Take values below 0 and above 1 as 0 and 1 instead of refusing them.")
    private boolean clip;

    @Spec
    private CommandSpec spec;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    /** Whether segments extend over sections. */
    private static final class Mode {

        @Option(names = "--2d", description = "Segment and score every section on its own.")
        private boolean sections;

        @Option(names = "--3d", description = "Segment and score the volume as a whole (default: --2d for boundary, "
                + "--3d for affinity and segmentation).")
        private boolean whole;
    }

    /** What high values of a boundary map mean. */
    private static final class Polarity {

        @Option(names = "--inside-high", description = "High values of a boundary map mean cell interior.")
        private boolean inside;

        @Option(names = "--membrane-high", description = "High values of a boundary map mean membrane.")
        private boolean membrane;
    }

    /** What the channels of an affinity map mean. */
    private static final class Affinities {

        @Option(names = "--channels", paramLabel = "ORDER", converter = Converters.AffinityOrderConverter.class,
                description = "Axes of affinities to the preceding voxel, a letter a channel: zyx, or xyz as in this "
                        + "program's outputs; - ignores a channel.")
        private AffinityChannels order;

        @Option(names = "--affinity-offsets", paramLabel = "Z,Y,X;...",
                converter = Converters.AffinityOffsetsConverter.class,
                description = "Position of the other voxel of each channel's affinities, such as "
                        + "'-1,0,0;0,-1,0;0,0,-1', or '1,0,0;...' where a value is stored at the earlier voxel.")
        private AffinityChannels offsets;
    }

    @Override
    public Integer call() throws IOException {
        if (maxValue != null && !(maxValue > 0 && maxValue <= Float.MAX_VALUE)) {
            throw new ParameterException(spec.commandLine(), "--max-value " + maxValue + " is not a number above 0");
        }
        if (channel != null && channel < 0) {
            throw new ParameterException(spec.commandLine(), "--channel " + channel + " is below 0");
        }
        EvaluationRequest request = new EvaluationRequest(output, label, thresholds, Optional.ofNullable(slices),
                Optional.ofNullable(offset), inverted, meaning());
        new Evaluator(request, console::showProgress).report().forEach(console::printResult);
        return Program.EXIT_OK;
    }

    private EvaluationRequest.OutputOptions meaning() {
        return new EvaluationRequest.OutputOptions(Optional.ofNullable(kind),
                Optional.ofNullable(mode).map(m -> m.whole),
                Optional.ofNullable(channel),
                Optional.ofNullable(polarity).map(p -> p.inside ? BoundaryPolarity.INSIDE : BoundaryPolarity.MEMBRANE),
                Optional.ofNullable(affinities).map(a -> a.order == null ? a.offsets : a.order),
                Optional.ofNullable(longRange), Optional.ofNullable(maxValue), clip);
    }
}
