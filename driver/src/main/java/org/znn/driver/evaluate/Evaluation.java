package org.znn.driver.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeReader;

/** The evaluation of open files whose meaning is clear. */
final class Evaluation {

    private final EvaluationRequest request;
    private final Consumer<String> progress;
    private final VolumeReader output;
    private final VolumeReader label;
    private final Placement placement;
    private final Box region;
    private final Interpretation meaning;
    private final MemoryBudget memory;
    private final List<String> extraNotes = new ArrayList<>();

    /**
     * Creates an evaluation.
     *
     * @param placement position of the output on the label
     * @param region    box of the output to score
     * @param progress  receives a line before each section or volume is read
     */
    Evaluation(EvaluationRequest request, VolumeReader output, VolumeReader label, Placement placement, Box region,
            Interpretation meaning, MemoryBudget memory, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
        this.output = output;
        this.label = label;
        this.placement = placement;
        this.region = region;
        this.meaning = meaning;
        this.memory = memory;
    }

    /** Scores the classes of a semantic map. */
    EvaluationResult classes() {
        ClassScores scores = new SemanticScorer(output, label, placement).score(region, progress);
        List<String> notes = notes();
        if (scores.ignored() > 0) {
            notes.add("voxels that are ignored because their label is none of the classes: " + scores.ignored());
        }
        return new EvaluationResult(meaning, region, Alignment.labelBox(region, placement), false, List.of(),
                Optional.of(scores), notes);
    }

    /** Scores the segments of a map or a segmentation. */
    EvaluationResult segments() {
        boolean ids = meaning.kind() == OutputKind.SEGMENTATION;
        List<Double> thresholds = ids ? List.of(Double.NaN) : request.thresholds().values();
        int maxSegments = memory.maxSegments(thresholds.size());
        GroundTruth truth = new GroundTruth(label, placement, region, request.inverted(), maxSegments);
        ScoreAccumulator sums = new ScoreAccumulator(thresholds);
        if (ids) {
            scoreIds(truth, sums, maxSegments);
        } else {
            scoreMap(truth, sums, thresholds, maxSegments);
        }
        if (!sums.hasSegments()) {
            throw new UserErrorException(request.label(), "the label is 0 everywhere in "
                    + Alignment.labelBox(region, placement), "only voxels of the label's segments are scored");
        }
        List<String> notes = notes();
        if (ids && sums.unsegmentedFraction() > 0) {
            notes.add(String.format(Locale.ROOT, "%.2f %% of the voxels of true segments have id 0 in the "
                    + "output; V_Rand, V_Info and VOI count them as one segment, the adapted Rand error as voxels "
                    + "without a segment", 100 * sums.unsegmentedFraction()));
        }
        return new EvaluationResult(meaning, region, Alignment.labelBox(region, placement), truth.isBinary(),
                sums.scores(), Optional.empty(), notes);
    }

    private void scoreIds(GroundTruth truth, ScoreAccumulator sums, int maxSegments) {
        SegmentationScorer scorer = new SegmentationScorer(new IdReader(output), truth, sums, maxSegments);
        for (int i = 0; i < pieces(); i++) {
            scorer.add(piece(i), IdReader.batch(piece(i), placement.stride()), progress);
        }
    }

    private void scoreMap(GroundTruth truth, ScoreAccumulator sums, List<Double> thresholds, int maxSegments) {
        ValueScale scale = new ValueScale(output.info().path(), output.info().type(), meaning.maxValue(),
                meaning.ranged(), request.meaning().clip());
        PolarityCheck polarity = new PolarityCheck();
        ProbabilityMap map = meaning.kind() == OutputKind.BOUNDARY
                ? new BoundaryMap(meaning.channel(), meaning.polarity()) : new AffinityMap(meaning.edges());
        MapReader reader = new MapReader(output, scale, map.channels());
        if (memory.fits(output.info(), piece(0).size())) {
            PieceScorer scorer = new PieceScorer(reader, map, truth, thresholds, sums, polarity);
            for (int i = 0; i < pieces(); i++) {
                progress.accept(pieces() > 1 ? "section " + (i + 1) + " of " + pieces() : "the whole volume");
                scorer.add(piece(i));
            }
        } else {
            Slabs slabs = memory.slabs(output.info(), region, map.reach());
            new SlabScorer(reader, map, truth, thresholds, sums, polarity, slabs, maxSegments).score(progress);
        }
        scale.requireFullRange();
        polarity.contradiction(meaning.channel()).ifPresent(this::reportPolarity);
    }

    /** Asks where the polarity was only assumed, as the label may be inverted as well as the map. */
    private void reportPolarity(String contradiction) {
        String labelNotes = label.info().notes().isEmpty() ? "" : " (" + String.join("; ", label.info().notes()) + ")";
        boolean high = meaning.polarity() == BoundaryPolarity.INSIDE;
        if (meaning.assumed()) {
            throw new UserErrorException(output.info().path(), contradiction, "add --membrane-high if high values "
                    + "mean membrane, --label-inverted if the label is 0 inside cells" + labelNotes
                    + ", or --inside-high if neither is so");
        }
        extraNotes.add(high ? contradiction + ": is the label inverted (--label-inverted)?" + labelNotes
                : "the map is lower where the label is 0 than in its segments, although high values mean membrane: "
                        + "is the label inverted (--label-inverted)?" + labelNotes);
    }

    private int pieces() {
        return meaning.whole() ? 1 : region.size().z();
    }

    private Box piece(int index) {
        return meaning.whole() ? region
                : new Box(region.start().plus(new Vec3(index, 0, 0)), region.size().with(0, 1));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(extraNotes);
        if (request.slices().isEmpty() && !region.equals(Box.ofSize(output.info().size()))) {
            notes.add("only the part of the output on which the label lies is scored");
        }
        Alignment.sizeConflict(output, label, placement).ifPresent(notes::add);
        notes.addAll(output.info().notes());
        label.info().notes().forEach(note -> notes.add("label: " + note));
        return notes;
    }
}
