package org.znn.driver.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.znn.common.config.OutputType;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeInfo;

/**
 * Decides what an output means: by the user's options, else by the attribute {@code out_type} of this program's
 * outputs, else by type and channels where these leave no doubt. Asks for an option otherwise.
 */
final class OutputInterpreter {

    private final VolumeInfo info;
    private final EvaluationRequest.OutputOptions meaning;
    private final Diagnostics diagnostics;
    private final Optional<OutputKind> stored;

    /**
     * Creates an interpreter.
     *
     * @param info        metadata of the output
     * @param diagnostics receives an error for everything that is unclear or contradictory
     */
    OutputInterpreter(VolumeInfo info, EvaluationRequest.OutputOptions meaning, Diagnostics diagnostics) {
        this.info = info;
        this.meaning = meaning;
        this.diagnostics = diagnostics;
        stored = Optional.ofNullable(info.attributes().get("out_type")).flatMap(OutputType::parse).map(OutputKind::of);
    }

    /** Returns the meaning; empty if it is unclear. */
    Optional<Interpretation> interpret() {
        int errors = diagnostics.errors().size();
        Optional<OutputKind> kind = kind();
        kind.ifPresent(this::checkOptions);
        double maxValue = kind.filter(k -> k == OutputKind.BOUNDARY || k == OutputKind.AFFINITY)
                .map(k -> maxValue()).orElse(1.0);
        List<AffinityEdge> edges = kind.filter(k -> k == OutputKind.AFFINITY).map(k -> edges()).orElse(List.of());
        if (kind.isEmpty() || diagnostics.errors().size() > errors) {
            return Optional.empty();
        }
        boolean confirmed = meaning.polarity().isPresent() || stored.isPresent();
        return Optional.of(new Interpretation(kind.get(), meaning.whole().orElse(kind.get().isWholeByDefault()),
                meaning.channel().orElse(0), meaning.polarity().orElse(BoundaryPolarity.INSIDE), !confirmed, edges,
                maxValue, meaning.maxValue().isEmpty() && info.type().isInteger()));
    }

    private Optional<OutputKind> kind() {
        Optional<OutputKind> kind = meaning.kind()
                .or(() -> meaning.channels().map(c -> OutputKind.AFFINITY))
                .or(() -> meaning.polarity().isPresent() || meaning.channel().isPresent()
                        ? Optional.of(OutputKind.BOUNDARY) : Optional.empty())
                .or(() -> stored)
                .or(this::obvious);
        if (kind.isEmpty()) {
            ask();
        }
        return kind;
    }

    /** Returns the kind, if type and number of channels leave no doubt about it. */
    private Optional<OutputKind> obvious() {
        boolean map = !info.type().isInteger() || isByteOrShort();
        if (map && info.channels() == 2 || !info.type().isInteger() && info.channels() == 1) {
            return Optional.of(OutputKind.BOUNDARY);
        }
        return !map && info.channels() == 1 ? Optional.of(OutputKind.SEGMENTATION) : Optional.empty();
    }

    private boolean isByteOrShort() {
        return info.type() == ElementType.UINT8 || info.type() == ElementType.UINT16;
    }

    private void ask() {
        String type = info.type().name().toLowerCase(Locale.ROOT);
        String seen = "the output has " + info.channels() + (info.channels() == 1 ? " channel" : " channels") + " of "
                + type + ", and no attribute 'out_type' states what " + (info.channels() == 1 ? "it means"
                : "they mean");
        String remedy = info.channels() == 1
                ? "add --kind boundary for probabilities from 0 to " + ValueScale.number(greatest(info.type()))
                        + " (and --membrane-high if high values mean membrane), --kind segmentation for segment ids, "
                        + "or --kind semantic for class ids"
                : "add --channels zyx or --channels xyz for affinities in that order (--affinity-offsets for others), "
                        + "--kind semantic for one channel a class, --kind boundary --channel N for one channel of "
                        + "cell interior or membrane"
                        + (info.type() == ElementType.UINT8 ? ", or --kind segmentation for colours" : "");
        diagnostics.error(info.path(), seen, remedy);
    }

    private void checkOptions(OutputKind kind) {
        boolean probabilities = kind == OutputKind.BOUNDARY || kind == OutputKind.AFFINITY;
        refuse(kind != OutputKind.AFFINITY && (meaning.channels().isPresent() || meaning.longRange().isPresent()), kind,
                "--channels, --affinity-offsets and --long-range describe affinities");
        refuse(kind != OutputKind.BOUNDARY && (meaning.channel().isPresent() || meaning.polarity().isPresent()), kind,
                "--channel, --inside-high and --membrane-high describe boundary maps");
        refuse(!probabilities && (meaning.maxValue().isPresent() || meaning.clip()), kind,
                "--max-value and --clip describe probabilities");
        refuse(kind == OutputKind.SEMANTIC && meaning.whole().isPresent(), kind, "--2d and --3d describe segments");
        if (kind == OutputKind.BOUNDARY) {
            checkChannel();
        }
        if (kind == OutputKind.SEGMENTATION && info.channels() != 1) {
            diagnostics.error(info.path(), "the output has " + info.channels() + " channels, a segmentation one",
                    "name or export the channel that holds the segment ids");
        }
        if (kind == OutputKind.SEMANTIC && info.channels() == 1 && !info.type().isInteger()) {
            diagnostics.error(info.path(), "the output has one channel of fractions, which states no classes",
                    "a semantic map has one channel a class, or one channel of whole class ids");
        }
    }

    private void refuse(boolean unsuitable, OutputKind kind, String options) {
        if (unsuitable) {
            diagnostics.error("", options + ", but the output is of kind " + kind.word(),
                    "leave them away, or name another --kind");
        }
    }

    /** Checks the channel of a boundary map, of which only channel 0 has an agreed meaning. */
    private void checkChannel() {
        int last = info.channels() - 1;
        if (meaning.channel().isEmpty()) {
            if (last > 1) {
                diagnostics.error(info.path(), "the output has " + info.channels()
                        + " channels, a boundary map one or two", "name the one that means cell interior or, with "
                        + "--membrane-high, membrane: --channel 0 to --channel " + last);
            }
        } else if (meaning.channel().get() > last) {
            diagnostics.error("--channel " + meaning.channel().get(), "the output has only channels 0 to " + last, "");
        } else if (meaning.channel().get() > 0 && meaning.polarity().isEmpty()) {
            diagnostics.error("--channel " + meaning.channel().get(), "only channel 0 is known to mean cell interior",
                    "add --inside-high or --membrane-high for what high values of this channel mean");
        }
    }

    private double maxValue() {
        if (meaning.maxValue().isPresent()) {
            return meaning.maxValue().get();
        }
        if (info.type().isInteger() && !isByteOrShort()) {
            diagnostics.error(info.path(), "the output holds integers of type "
                    + info.type().name().toLowerCase(Locale.ROOT) + ", which have no agreed range of probabilities",
                    "name the value that means 1 with --max-value, or use --kind segmentation for segment ids");
        }
        return greatest(info.type());
    }

    private static double greatest(ElementType type) {
        return type == ElementType.UINT8 ? 0xFF : type == ElementType.UINT16 ? 0xFFFF : 1;
    }

    private List<AffinityEdge> edges() {
        Optional<AffinityChannels> channels = meaning.channels().or(() -> stored
                .filter(kind -> kind == OutputKind.AFFINITY).map(kind -> AffinityChannels.OWN));
        if (channels.isEmpty()) {
            diagnostics.error(info.path(), "the order of the affinity channels is unknown",
                    "add --channels zyx or --channels xyz, or --affinity-offsets, such as -1,0,0;0,-1,0;0,0,-1");
            return List.of();
        }
        int named = channels.get().offsets().size();
        if (named != info.channels()) {
            diagnostics.error(info.path(), "the output has " + info.channels() + " channels, but "
                    + named + (named == 1 ? " is named" : " are named"), "name every channel: one offset z,y,x each "
                    + "with --affinity-offsets, or one letter each with --channels (- ignores a channel)");
            return List.of();
        }
        return scored(channels.get().edges());
    }

    private List<AffinityEdge> scored(List<AffinityEdge> edges) {
        List<AffinityEdge> far = edges.stream().filter(AffinityEdge::isLongRange).toList();
        if (!far.isEmpty() && meaning.longRange().isEmpty()) {
            diagnostics.error("--affinity-offsets", far.size() + " of the offsets, such as " + far.get(0).offset()
                    + ", join voxels that are no neighbours", "add --long-range ignore to leave them out, or "
                    + "--long-range use to let them join voxels like the others");
        }
        boolean ignore = meaning.longRange().orElse(LongRangeEdges.IGNORE) == LongRangeEdges.IGNORE;
        List<AffinityEdge> scored = edges.stream().filter(e -> !(ignore && e.isLongRange()))
                .filter(e -> meaning.whole().orElse(true) || e.sections() == 0).toList();
        if (scored.isEmpty() && meaning.longRange().isPresent() == !far.isEmpty()) {
            diagnostics.error(info.path(), "no affinity between neighbours is left to score",
                    "name the channels of neighbours, or use --3d or --long-range use");
        }
        return scored;
    }
}
