package org.znn.common.sample.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.znn.common.config.JobKey;
import org.znn.common.config.Sample;
import org.znn.common.config.TrainingConfig;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.SizeRelation;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.PatchSpec;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.sample.training.VoxelMask;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Checks the samples of a training job against its network and plans which volumes are loaded. Reads only headers first
 * and rejects jobs that do not fit into memory; reads masks and values afterwards. Reports all errors, not only the
 * first.
 */
public final class TrainingDataPlanner {

    private final NetworkSpec network;
    private final NetworkGeometry geometry;
    private final TrainingConfig config;
    private final Function<JobKey, String> keyLocation;
    private final Storages storages;
    private final Diagnostics diagnostics;
    private final SectionCheck sections;
    private final ValueScan values;

    /**
     * Creates a planner for a job.
     *
     * @param keyLocation returns {@code file:line} of a key in the .cfg of the job
     */
    public TrainingDataPlanner(NetworkSpec network, TrainingConfig config, Function<JobKey, String> keyLocation,
            Storages storages, Diagnostics diagnostics) {
        this.network = network;
        this.config = config;
        this.keyLocation = keyLocation;
        this.storages = storages;
        this.diagnostics = diagnostics;
        geometry = NetworkGeometry.of(network);
        sections = new SectionCheck(storages, diagnostics);
        values = new ValueScan(storages, diagnostics);
    }

    /**
     * Plans the training data.
     *
     * @param samples samples for training and testing, without duplicates, each with at least one label
     * @param memory  memory available for the data in each JVM, in bytes
     * @return empty if patches cannot be drawn from every sample; the errors are reported
     */
    public Optional<TrainingData> plan(List<Sample> samples, long memory) {
        int before = diagnostics.errors().size();
        Optional<PatchSpec> patchSpec =
                new NetworkCheck(network, geometry, config, keyLocation, diagnostics).patchSpec(samples);
        List<Draft> drafts = new ArrayList<>();
        for (Sample sample : samples) {
            patchSpec.flatMap(spec -> draft(sample, spec)).ifPresent(drafts::add);
        }
        if (patchSpec.isEmpty() || drafts.isEmpty() || !fitsMemory(patchSpec.get(), drafts, memory)) {
            return Optional.empty();
        }
        List<TrainingSample> valid = drafts.stream().flatMap(d -> validate(d, patchSpec.get()).stream()).toList();
        return diagnostics.errors().size() > before ? Optional.empty()
                : Optional.of(new TrainingData(patchSpec.get(), valid));
    }

    /** A sample whose headers are valid; its values are not checked yet. */
    private record Draft(Sample sample, Map<String, DataSection> images, Map<String, DataSection> labels,
            Box locations) {
    }

    private Optional<Draft> draft(Sample sample, PatchSpec patchSpec) {
        Map<String, DataSection> images = new TreeMap<>();
        Map<String, DataSection> labels = new TreeMap<>();
        sample.inputs().forEach((node, image) ->
                sections.image(image, network.node(node)).ifPresent(s -> images.put(node, s)));
        sample.labels().forEach((node, label) ->
                sections.label(label, network.node(node)).ifPresent(s -> labels.put(node, s)));
        if (images.size() < sample.inputs().size() || labels.size() < sample.labels().size() || labels.isEmpty()) {
            return Optional.empty();
        }
        cropAsInForward(images, labels, patchSpec);
        return new PatchFitCheck(patchSpec, geometry, diagnostics).locations(sample.number(), images, labels)
                .map(locations -> new Draft(sample, images, labels, locations));
    }

    /**
     * Crops the images of several inputs against each other where a forward pass does: if they allow outputs of
     * different sizes. Labels follow them, but an image is never cropped to its label: a smaller label only limits
     * where patches lie.
     */
    private void cropAsInForward(Map<String, DataSection> images, Map<String, DataSection> labels,
            PatchSpec patchSpec) {
        Vec3 common = images.values().stream().map(DataSection::size).reduce(Vec3::min).orElseThrow();
        long outputSizes = images.entrySet().stream().map(e -> outputSize(e.getValue(), e.getKey(), patchSpec))
                .distinct().count();
        if (outputSizes > 1 && images.values().stream().anyMatch(s -> !s.size().equals(common))) {
            images.replaceAll((node, s) -> s.autoCrop() ? s.croppedTo(common) : s);
            labels.replaceAll((node, s) -> s.autoCrop() ? s.croppedTo(s.size().min(common)) : s);
        }
    }

    /** Returns the output size that an image allows in a forward pass. */
    private Vec3 outputSize(DataSection image, String node, PatchSpec patchSpec) {
        SizeRelation sizes = geometry.sizeRelation(node);
        return sizes.outputFor(patchSpec.padding(sizes).paddedSize(image.size()));
    }

    private boolean fitsMemory(PatchSpec patchSpec, List<Draft> drafts, long memory) {
        List<TrainingSample> samples = drafts.stream()
                .map(d -> toSample(d, d.locations().voxels(), image -> Normalization.identity(1))).toList();
        TrainingData data = new TrainingData(patchSpec, samples);
        if (data.bytes() > memory) {
            diagnostics.error(keyLocation.apply(JobKey.TRAIN_RANGE), "the samples need "
                    + mebibytes(data.bytes() + (1 << 20) - 1) + " in every executor, but only " + mebibytes(memory)
                    + " are available for them",
                    "give executors more memory, or train on fewer or smaller volumes");
            return false;
        }
        if (data.sectionBytes() > Integer.MAX_VALUE - 8) {
            diagnostics.error(keyLocation.apply(JobKey.TRAIN_RANGE), "one section of a volume needs "
                    + mebibytes(data.sectionBytes()), "cut the volume to sections of less than 2048 MiB");
            return false;
        }
        return true;
    }

    private Optional<TrainingSample> validate(Draft draft, PatchSpec patchSpec) {
        int before = diagnostics.errors().size();
        Map<String, Normalization> normalizations = new TreeMap<>();
        draft.images().forEach((node, section) ->
                values.normalization(section, draft.sample().inputs().get(node))
                        .ifPresent(n -> normalizations.put(node, n)));
        Map<String, VoxelMask> masks = new TreeMap<>();
        draft.labels().forEach((node, label) -> {
            label.mask().flatMap(m -> load(m, label)).ifPresent(m -> masks.put(node, m));
            new LabelScan(patchSpec.outType(), storages, diagnostics, values).check(label, node,
                    network.node(node).featureMaps(), Optional.ofNullable(masks.get(node)));
        });
        if (diagnostics.errors().size() > before) {
            return Optional.empty();
        }
        boolean masked = masks.size() == draft.labels().size();
        long locationCount = masked ? VoxelMask.countLocations(draft.locations(), List.copyOf(masks.values()))
                : draft.locations().voxels();
        if (locationCount == 0) {
            reportExcluded(draft);
        }
        return Optional.of(toSample(draft, locationCount, normalizations::get));
    }

    private Optional<VoxelMask> load(VolumePart mask, DataSection label) {
        try {
            return Optional.of(VoxelMask.load(mask, storages));
        } catch (VolumeException e) {
            diagnostics.error(label.location(), e.getMessage(), "");
            return Optional.empty();
        }
    }

    private void reportExcluded(Draft draft) {
        DataSection label = draft.labels().values().iterator().next();
        diagnostics.error(label.location(), "the mask " + label.mask().orElseThrow().path() + " excludes every patch of"
                + " [sample" + draft.sample().number() + "]: it is 0 at the centres of all "
                + draft.locations().voxels() + " locations where a patch of train_outsz = " + config.outputSize()
                + " fits", "a mask is above 0 at the voxels to train on");
    }

    private TrainingSample toSample(Draft draft, long locationCount, Function<String, Normalization> normalizations) {
        List<ImagePlan> images = draft.images().entrySet().stream().map(e -> new ImagePlan(e.getKey(),
                e.getValue().parts(), normalizations.apply(e.getKey()), geometry.sizeRelation(e.getKey()))).toList();
        List<LabelPlan> labels = new ArrayList<>();
        draft.labels().forEach((node, section) -> labels.add(new LabelPlan(node, network.node(node).featureMaps(),
                section.parts().get(0), section.mask().stream().toList())));
        return new TrainingSample(draft.sample().number(), images, labels, draft.locations(), locationCount);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
