package org.znn.driver.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.problem.Problems;
import org.znn.common.problem.UserMistake;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;
import org.znn.driver.report.Quantities;

/**
 * Evaluates an output. Of a boundary map one section is in memory at a time; affinities are segmented as a whole, and
 * are refused where they do not fit.
 */
public final class Evaluator {

    /** Ids, components, queue and what is being read, of one voxel. */
    private static final long SCRATCH_BYTES = 40;
    private static final long MOST_VOXELS = Integer.MAX_VALUE / 3;

    private final Request request;
    private final Consumer<String> progress;

    /** @param progress told how far it has come, as often as there is something to tell */
    public Evaluator(Request request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * The scores, as lines for people and a last one of JSON.
     *
     * @throws UserMistake where a file cannot be opened, or output, label and slices do not belong together
     */
    public List<String> lines() throws IOException {
        try (VolumeReader output = open(request.output(), VolumeReaders::open);
                VolumeReader label = open(request.label(), p -> VolumeReaders.openIds(p, Storages.standard()))) {
            return ResultLines.of(request, evaluate(output, label));
        }
    }

    private static VolumeReader open(String path, Function<String, VolumeReader> opener) {
        try {
            return opener.apply(path);
        } catch (VolumeException e) {
            throw new UserMistake("", e.getMessage(), "");
        }
    }

    private Result evaluate(VolumeReader output, VolumeReader label) {
        Problems problems = new Problems();
        Optional<OutputKind> kind = OutputKind.of(output.info().channels());
        if (kind.isEmpty()) {
            problems.error(request.output(), "it has " + output.info().channels() + " channels",
                    "boundary maps have 2 (or channel 0 alone), affinities 3: x, y, z");
        }
        if (label.info().channels() != 1) {
            problems.error(request.label(), "it has " + label.info().channels() + " channels; a label has one", "");
        }
        Placement placement = Alignment.of(output, label, problems);
        Box region = region(output.info().size(), problems);
        kind.ifPresent(k -> requireMemory(k.piece(region.size()), output.info().channels(), problems));
        problems.throwIfAny();
        return evaluate(output, kind.orElseThrow(), region, new TrueLabel(label, placement, region), placement);
    }

    private Result evaluate(VolumeReader output, OutputKind kind, Box region, TrueLabel truth, Placement placement) {
        ScoreSums sums = new ScoreSums(kind, request.thresholds().values());
        Vec3 piece = kind.piece(region.size());
        int pieces = region.size().z() / piece.z();
        for (int i = 0; i < pieces; i++) {
            progress.accept(pieces > 1 ? "section " + (i + 1) + " of " + pieces : "the whole volume at once");
            Box box = new Box(region.start().with(0, region.start().z() + i * piece.z()), piece);
            Volume volume = output.read(box, Precision.FLOAT32);
            requireNumbers(volume, box);
            sums.add(volume, truth.segments(box));
        }
        if (!sums.hasSegments()) {
            throw new UserMistake(request.label(), "there is nothing above 0 in " + Alignment.under(region, placement),
                    "only voxels of the label's segments count");
        }
        return new Result(kind, region, Alignment.under(region, placement), truth.isBinary(), sums.scores());
    }

    private Box region(Vec3 size, Problems problems) {
        if (request.slices().isEmpty()) {
            return Box.ofSize(size);
        }
        Request.Slices slices = request.slices().get();
        if (slices.first() > slices.last() || slices.last() >= size.z()) {
            problems.error("--slices " + slices.first() + "-" + slices.last(),
                    "the output has sections 0 to " + (size.z() - 1), "");
            return Box.ofSize(size);
        }
        return new Box(new Vec3(slices.first(), 0, 0), size.with(0, slices.last() - slices.first() + 1));
    }

    private void requireMemory(Vec3 piece, int channels, Problems problems) {
        double bytes = (double) piece.product() * (SCRATCH_BYTES + Float.BYTES * channels);
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most || piece.product() > MOST_VOXELS) {
            problems.error(request.output(), piece + " voxels are segmented as a whole, which needs "
                    + Quantities.bytes(bytes) + "; this Java has " + Quantities.bytes(most) + ", and at most "
                    + Quantities.count(MOST_VOXELS) + " voxels are possible",
                    "evaluate some of its sections, with --slices");
        }
    }

    private void requireNumbers(Volume volume, Box box) {
        for (int i = 0; i < Volume.elements(volume.channels(), volume.size()); i++) {
            if (Double.isNaN(volume.get(i))) {
                throw new UserMistake(request.output(), "there are NaNs in " + box, "");
            }
        }
    }
}
