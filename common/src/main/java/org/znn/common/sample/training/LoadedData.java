package org.znn.common.sample.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.sample.PatchSampler;
import org.znn.common.volume.storage.Storages;

/** The samples of a training job, loaded into memory. Thread-safe. */
public final class LoadedData {

    private final PatchSpec patchSpec;
    private final List<LoadedSample> samples;

    private LoadedData(PatchSpec patchSpec, List<LoadedSample> samples) {
        this.patchSpec = patchSpec;
        this.samples = List.copyOf(samples);
    }

    static LoadedData load(TrainingData data, Storages storages) {
        Map<InMemoryVolumeSpec, InMemoryVolume> volumes = new HashMap<>();
        VolumeCache cache = spec -> volumes.computeIfAbsent(spec, missing -> missing.load(storages));
        List<LoadedSample> samples = new ArrayList<>();
        for (TrainingSample sample : data.samples()) {
            samples.add(load(data.patchSpec(), sample, cache));
        }
        return new LoadedData(data.patchSpec(), samples);
    }

    private static LoadedSample load(PatchSpec patchSpec, TrainingSample sample, VolumeCache cache) {
        List<LoadedImage> images = sample.images().stream().map(image -> new LoadedImage(image,
                image.parts().stream().map(p -> InMemoryVolumeSpec.image(p, patchSpec.precision())).map(cache::get)
                        .toList())).toList();
        List<LoadedLabel> labels = new ArrayList<>();
        List<VoxelMask> masks = new ArrayList<>();
        for (LabelPlan label : sample.labels()) {
            Optional<LabelIds> mask = label.mask().map(m -> cache.get(InMemoryVolumeSpec.mask(m)));
            InMemoryVolume ids = cache.get(InMemoryVolumeSpec.label(label, patchSpec.outType()));
            labels.add(new LoadedLabel(patchSpec, label, ids, mask));
            mask.filter(m -> sample.isMasked()).ifPresent(m -> masks.add(new VoxelMask(m, label.size())));
        }
        return new LoadedSample(patchSpec, sample.number(), images, labels,
                new PatchLocations(sample.locationBounds(), masks));
    }

    /**
     * Creates a sampler of patches from some of the samples, with the augmentation of the job. Samplers share the
     * loaded volumes.
     *
     * @param numbers numbers of the samples, at least one
     * @throws IllegalArgumentException if one of the samples was not loaded
     */
    public PatchSampler sampler(Collection<Integer> numbers) {
        List<LoadedSample> selected = samples.stream().filter(s -> numbers.contains(s.number())).toList();
        if (selected.size() != numbers.size()) {
            throw new IllegalArgumentException("not all of the samples " + numbers + " are loaded");
        }
        return new UniformPatchSampler(selected, patchSpec.augment());
    }

    /** Loads each volume once and returns the same instance from then on. */
    private interface VolumeCache {

        InMemoryVolume get(InMemoryVolumeSpec spec);
    }
}
