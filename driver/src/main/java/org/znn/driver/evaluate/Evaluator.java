package org.znn.driver.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.segmentation.TooManySegmentsException;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/** Scores an output against its label. Memory does not grow with the volume, but with the number of segments. */
public final class Evaluator {

    private final EvaluationRequest request;
    private final Consumer<String> progress;
    private final long heap;

    /**
     * Creates an evaluator that may use the memory of this JVM.
     *
     * @param progress receives a line before each section or volume is read
     */
    public Evaluator(EvaluationRequest request, Consumer<String> progress) {
        this(request, progress, Runtime.getRuntime().maxMemory());
    }

    /**
     * Creates an evaluator.
     *
     * @param heap memory in bytes
     */
    Evaluator(EvaluationRequest request, Consumer<String> progress, long heap) {
        this.request = request;
        this.progress = progress;
        this.heap = heap;
    }

    /**
     * Computes the scores and returns them as lines of text, the last of which is JSON.
     *
     * @throws UserErrorException if a file cannot be read, or if output, label and options do not fit together or leave
     *                            the meaning of the output unclear
     */
    public List<String> report() throws IOException {
        boolean ids = request.meaning().kind().equals(Optional.of(OutputKind.SEGMENTATION));
        try (VolumeReader output = ids ? VolumeReaders.openIds(request.output(), Storages.standard())
                : VolumeReaders.open(request.output());
                VolumeReader label = VolumeReaders.openIds(request.label(), Storages.standard())) {
            return EvaluationReport.lines(request, evaluate(output, label));
        } catch (VolumeException e) {
            throw new UserErrorException("", e.getMessage(), "");
        } catch (TooManySegmentsException e) {
            throw new UserErrorException(request.output(), "there are more than " + e.limit() + " segments, or pairs "
                    + "of overlapping segments, which is what the memory holds",
                    "score fewer sections with --slices, a single --threshold, or give more memory (--driver-memory)");
        }
    }

    private EvaluationResult evaluate(VolumeReader output, VolumeReader label) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Interpretation> meaning = new OutputInterpreter(output.info(), request.meaning(), diagnostics)
                .interpret();
        if (label.info().channels() != 1) {
            diagnostics.error(request.label(), "the label has " + label.info().channels() + " channels",
                    "it must have one, the segment ids: export that channel as a file of its own");
        }
        if (request.inverted() && meaning.filter(m -> m.kind() == OutputKind.SEMANTIC).isPresent()) {
            diagnostics.error("", "--label-inverted describes a mask of cells, but the label of a semantic map holds "
                    + "class ids", "leave it away");
        }
        Placement placement = Alignment.placement(output, label, request.offset(), diagnostics);
        Box slices = slices(output.info().size(), diagnostics);
        Box region = diagnostics.errors().isEmpty() && request.offset().isPresent()
                ? slices.intersect(Alignment.covered(output.info().size(), label.info().size(), placement)) : slices;
        if (region.isEmpty()) {
            diagnostics.error(request.label(), "the label does not touch the sections of --slices",
                    "choose others, or correct --offset");
        }
        MemoryBudget memory = new MemoryBudget(heap, placement.stride().product());
        meaning.filter(m -> !region.isEmpty()).ifPresent(m -> memory.check(m, output.info(), region, diagnostics));
        diagnostics.throwIfErrors();
        Evaluation evaluation = new Evaluation(request, output, label, placement, region, meaning.orElseThrow(),
                memory, progress);
        return meaning.get().kind() == OutputKind.SEMANTIC ? evaluation.classes() : evaluation.segments();
    }

    private Box slices(Vec3 size, Diagnostics diagnostics) {
        if (request.slices().isEmpty()) {
            return Box.ofSize(size);
        }
        EvaluationRequest.SliceRange slices = request.slices().get();
        if (slices.first() > slices.last() || slices.last() >= size.z()) {
            diagnostics.error("--slices " + slices.first() + "-" + slices.last(),
                    "the output has only sections 0 to " + (size.z() - 1), "");
            return Box.ofSize(size);
        }
        return new Box(new Vec3(slices.first(), 0, 0), size.with(0, slices.last() - slices.first() + 1));
    }
}
