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
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkGeometry;
import org.znn.common.network.NetworkSpec;
import org.znn.common.problem.Problems;
import org.znn.common.sample.Normalization;
import org.znn.common.sample.training.ImagePlan;
import org.znn.common.sample.training.LabelPlan;
import org.znn.common.sample.training.PatchRules;
import org.znn.common.sample.training.TrainingData;
import org.znn.common.sample.training.TrainingSample;
import org.znn.common.sample.training.VoxelMask;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Holds the samples of a training job against its network and plans what is loaded. First only headers are read; what
 * would not fit the memory is refused then. Masks and values are read after that. Every mistake is told, none stops it.
 */
public final class TrainingDataPlanner {

    private final NetworkSpec network;
    private final NetworkGeometry geometry;
    private final TrainingConfig config;
    private final Function<JobKey, String> where;
    private final Storages storages;
    private final Problems problems;
    private final SectionCheck sections;
    private final ValueScan values;

    /**
     * For a job.
     *
     * @param where {@code file:line} of a key of its .cfg
     */
    public TrainingDataPlanner(NetworkSpec network, TrainingConfig config, Function<JobKey, String> where,
            Storages storages, Problems problems) {
        this.network = network;
        this.config = config;
        this.where = where;
        this.storages = storages;
        this.problems = problems;
        geometry = NetworkGeometry.of(network);
        sections = new SectionCheck(storages, problems);
        values = new ValueScan(storages, problems);
    }

    /**
     * The plan.
     *
     * @param samples for training and for testing, each once, with a label for at least one output
     * @param memory  bytes that the data may take in each JVM
     * @return empty, with the reasons among the problems, where patches cannot be drawn from all of them
     */
    public Optional<TrainingData> plan(List<Sample> samples, long memory) {
        int before = problems.errors().size();
        Optional<PatchRules> rules = new NetworkCheck(network, geometry, config, where, problems).rules(samples);
        List<Draft> drafts = new ArrayList<>();
        for (Sample sample : samples) {
            rules.flatMap(r -> draft(sample, r)).ifPresent(drafts::add);
        }
        if (rules.isEmpty() || drafts.isEmpty() || !fits(rules.get(), drafts, memory)) {
            return Optional.empty();
        }
        List<TrainingSample> sound = drafts.stream().flatMap(d -> sound(d, rules.get()).stream()).toList();
        return problems.errors().size() > before ? Optional.empty()
                : Optional.of(new TrainingData(rules.get(), sound));
    }

    /** A sample whose headers are sound. */
    private record Draft(Sample sample, Map<String, DataSection> images, Map<String, DataSection> labels, Box places) {
    }

    private Optional<Draft> draft(Sample sample, PatchRules rules) {
        Map<String, DataSection> images = new TreeMap<>();
        Map<String, DataSection> labels = new TreeMap<>();
        sample.inputs().forEach((node, image) ->
                sections.image(image, network.node(node)).ifPresent(s -> images.put(node, s)));
        sample.labels().forEach((node, label) ->
                sections.label(label, network.node(node)).ifPresent(s -> labels.put(node, s)));
        if (images.size() < sample.inputs().size() || labels.size() < sample.labels().size() || labels.isEmpty()) {
            return Optional.empty();
        }
        List<DataSection> all = new ArrayList<>(images.values());
        all.addAll(labels.values());
        Vec3 common = all.stream().map(DataSection::size).reduce(Vec3::min).orElseThrow();
        images.replaceAll((node, s) -> s.autoCrop() ? s.croppedTo(common) : s);
        labels.replaceAll((node, s) -> s.autoCrop() ? s.croppedTo(common) : s);
        return new PlaceCheck(rules, geometry, problems).places(sample.number(), images, labels)
                .map(places -> new Draft(sample, images, labels, places));
    }

    private boolean fits(PatchRules rules, List<Draft> drafts, long memory) {
        List<TrainingSample> samples = drafts.stream()
                .map(d -> described(d, d.places().voxels(), image -> Normalization.identity(1))).toList();
        TrainingData data = new TrainingData(rules, samples);
        if (data.bytes() > memory) {
            problems.error(where.apply(JobKey.TRAIN_RANGE), "the samples take "
                    + megabytes(data.bytes() + (1 << 20) - 1) + " in every executor, which has " + megabytes(memory)
                    + " for them",
                    "give executors more memory, or train on fewer or smaller volumes");
            return false;
        }
        if (data.sectionBytes() > Integer.MAX_VALUE - 8) {
            problems.error(where.apply(JobKey.TRAIN_RANGE), "one section of a volume takes "
                    + megabytes(data.sectionBytes()), "cut the volume to sections of less than 2048 MB");
            return false;
        }
        return true;
    }

    private Optional<TrainingSample> sound(Draft draft, PatchRules rules) {
        int before = problems.errors().size();
        Map<String, Normalization> normalizations = new TreeMap<>();
        draft.images().forEach((node, section) ->
                values.normalization(section, draft.sample().inputs().get(node))
                        .ifPresent(n -> normalizations.put(node, n)));
        Map<String, VoxelMask> masks = new TreeMap<>();
        draft.labels().forEach((node, label) -> {
            label.mask().flatMap(m -> load(m, label)).ifPresent(m -> masks.put(node, m));
            new LabelScan(rules.outType(), storages, problems, values).check(label, node, network.node(node).size(),
                    Optional.ofNullable(masks.get(node)));
        });
        if (problems.errors().size() > before) {
            return Optional.empty();
        }
        boolean masked = masks.size() == draft.labels().size();
        long locations = masked ? VoxelMask.locations(draft.places(), List.copyOf(masks.values()))
                : draft.places().voxels();
        if (locations == 0) {
            tellMasked(draft);
        }
        return Optional.of(described(draft, locations, normalizations::get));
    }

    private Optional<VoxelMask> load(VolumePart mask, DataSection label) {
        try {
            return Optional.of(VoxelMask.load(mask, storages));
        } catch (VolumeException e) {
            problems.error(label.where(), e.getMessage(), "");
            return Optional.empty();
        }
    }

    private void tellMasked(Draft draft) {
        DataSection label = draft.labels().values().iterator().next();
        problems.error(label.where(), "the mask " + label.mask().orElseThrow().path() + " leaves no location: it is"
                + " nowhere above 0 at the centre of one of the " + draft.places().voxels()
                + " places where a patch of train_outsz = " + config.outputSize() + " fits in [sample"
                + draft.sample().number() + "]", "a mask is above 0 where the label counts");
    }

    private TrainingSample described(Draft draft, long locations, Function<String, Normalization> normalizations) {
        List<ImagePlan> images = draft.images().entrySet().stream().map(e -> new ImagePlan(e.getKey(),
                e.getValue().parts(), normalizations.apply(e.getKey()), geometry.sizeMap(e.getKey()))).toList();
        List<LabelPlan> labels = new ArrayList<>();
        draft.labels().forEach((node, section) -> labels.add(new LabelPlan(node, network.node(node).size(),
                section.parts().get(0), section.mask().stream().toList())));
        return new TrainingSample(draft.sample().number(), images, labels, draft.places(), locations);
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
