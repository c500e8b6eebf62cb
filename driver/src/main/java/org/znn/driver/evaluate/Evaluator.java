package org.znn.driver.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.report.Quantities;

/**
 * Scores an output against its label. A boundary map is processed one section at a time; an affinity map is segmented
 * as a whole, and is refused if it does not fit the heap.
 */
public final class Evaluator {

    /** Bytes per voxel of the ids, components, queue and read buffers. */
    private static final long WORKSPACE_BYTES = 40;
    private static final long MAX_VOXELS = Integer.MAX_VALUE / 3;

    private final EvaluationRequest request;
    private final Consumer<String> progress;

    /**
     * Creates an evaluator.
     *
     * @param progress receives a line before each section or volume is read
     */
    public Evaluator(EvaluationRequest request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Computes the scores and returns them as lines of text, the last of which is JSON.
     *
     * @throws UserErrorException if a file cannot be opened, or if output, label and slices do not fit together
     */
    public List<String> report() throws IOException {
        try (VolumeReader output = open(request.output(), VolumeReaders::open);
                VolumeReader label = open(request.label(), p -> VolumeReaders.openIds(p, Storages.standard()))) {
            return EvaluationReport.lines(request, evaluate(output, label));
        }
    }

    private static VolumeReader open(String path, Function<String, VolumeReader> opener) {
        try {
            return opener.apply(path);
        } catch (VolumeException e) {
            throw new UserErrorException("", e.getMessage(), "");
        }
    }

    private EvaluationResult evaluate(VolumeReader output, VolumeReader label) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<OutputKind> kind = OutputKind.of(output.info().channels());
        if (kind.isEmpty()) {
            diagnostics.error(request.output(), "the output has " + output.info().channels() + " channels",
                    "boundary maps have 2 channels (or channel 0 alone), affinity maps 3 (x, y, z)");
        }
        if (label.info().channels() != 1) {
            diagnostics.error(request.label(), "the label has " + label.info().channels() + " channels",
                    "it must have one");
        }
        Placement placement = Alignment.placement(output, label, diagnostics);
        Box region = region(output.info().size(), diagnostics);
        kind.ifPresent(k -> requireMemory(k.pieceSize(region.size()), output.info().channels(), diagnostics));
        diagnostics.throwIfErrors();
        return evaluate(output, kind.orElseThrow(), region, new GroundTruth(label, placement, region), placement);
    }

    private EvaluationResult evaluate(VolumeReader output, OutputKind kind, Box region, GroundTruth truth,
            Placement placement) {
        ScoreAccumulator sums = new ScoreAccumulator(kind, request.thresholds().values());
        Vec3 piece = kind.pieceSize(region.size());
        int pieces = region.size().z() / piece.z();
        for (int i = 0; i < pieces; i++) {
            progress.accept(pieces > 1 ? "section " + (i + 1) + " of " + pieces : "the whole volume");
            Box box = new Box(region.start().with(0, region.start().z() + i * piece.z()), piece);
            Volume volume = output.read(box, Precision.FLOAT32);
            requireNoNaN(volume, box);
            sums.add(volume, truth.segments(box));
        }
        if (!sums.hasSegments()) {
            throw new UserErrorException(request.label(), "the label is 0 everywhere in "
                    + Alignment.labelBox(region, placement), "only voxels of the label's segments are scored");
        }
        return new EvaluationResult(kind, region, Alignment.labelBox(region, placement), truth.isBinary(),
                sums.scores());
    }

    private Box region(Vec3 size, Diagnostics diagnostics) {
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

    private void requireMemory(Vec3 piece, int channels, Diagnostics diagnostics) {
        double bytes = (double) piece.product() * (WORKSPACE_BYTES + Float.BYTES * channels);
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap || piece.product() > MAX_VOXELS) {
            diagnostics.error(request.output(), "segmenting " + piece + " voxels as a whole needs "
                    + Quantities.formatBytes(bytes) + "; the heap has " + Quantities.formatBytes(heap)
                    + ", and the limit is " + Quantities.formatCount(MAX_VOXELS) + " voxels",
                    "evaluate fewer sections with --slices");
        }
    }

    private void requireNoNaN(Volume volume, Box box) {
        for (int i = 0; i < Volume.elements(volume.channels(), volume.size()); i++) {
            if (Double.isNaN(volume.get(i))) {
                throw new UserErrorException(request.output(), "the output contains NaN in " + box, "");
            }
        }
    }
}
