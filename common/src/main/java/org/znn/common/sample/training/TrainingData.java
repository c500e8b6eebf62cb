package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.znn.common.volume.storage.Storages;

/**
 * The validated samples of a training job. Small enough to be sent to executors: it names files and holds no voxels.
 *
 * @param patchSpec shape and position of patches
 * @param samples   samples for training and testing, without duplicates
 */
public record TrainingData(PatchSpec patchSpec, List<TrainingSample> samples) implements Serializable {

    public TrainingData {
        samples = List.copyOf(samples);
    }

    /** Returns the memory of the loaded data in bytes. Loading takes up to 100 MB more. */
    public long bytes() {
        return volumes().stream().mapToLong(InMemoryVolumeSpec::bytes).sum()
                + samples.stream().filter(TrainingSample::isMasked)
                .mapToLong(s -> PatchLocations.bytes(s.locationBounds())).sum();
    }

    /** Returns the size of the largest array that loading allocates (one section of a volume), in bytes. */
    public long sectionBytes() {
        return volumes().stream().mapToLong(InMemoryVolumeSpec::sectionBytes).max().orElse(0);
    }

    /**
     * Loads all samples.
     *
     * @throws org.znn.common.volume.VolumeException if a file is damaged or cannot be read
     */
    public LoadedData load(Storages storages) {
        return LoadedData.load(this, storages);
    }

    /** Collects the volumes to load; samples that use the same volume share it. */
    private Set<InMemoryVolumeSpec> volumes() {
        Set<InMemoryVolumeSpec> all = new LinkedHashSet<>();
        for (TrainingSample sample : samples) {
            for (ImagePlan image : sample.images()) {
                image.parts().forEach(p -> all.add(InMemoryVolumeSpec.image(p, patchSpec.precision())));
            }
            for (LabelPlan label : sample.labels()) {
                all.add(InMemoryVolumeSpec.label(label, patchSpec.outType()));
                label.mask().map(InMemoryVolumeSpec::mask).ifPresent(all::add);
            }
        }
        return all;
    }
}
