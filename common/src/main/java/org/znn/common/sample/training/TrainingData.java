package org.znn.common.sample.training;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.znn.common.volume.storage.Storages;

/**
 * The samples of a training job, found sound and ready to be loaded. Small: it names files and holds no voxels.
 *
 * @param rules   of patches
 * @param samples each once
 */
public record TrainingData(PatchRules rules, List<TrainingSample> samples) implements Serializable {

    public TrainingData {
        samples = List.copyOf(samples);
    }

    /** What the loaded data take of memory, in bytes. Reading them takes up to 100 MB beside. */
    public long bytes() {
        return holdings().stream().mapToLong(Holding::bytes).sum()
                + samples.stream().filter(TrainingSample::isMasked).mapToLong(s -> Locations.bytes(s.places())).sum();
    }

    /** Bytes of the largest single array that loading needs: a section of a volume. */
    public long sectionBytes() {
        return holdings().stream().mapToLong(Holding::sectionBytes).max().orElse(0);
    }

    /** Reads all samples; throws {@link org.znn.common.volume.VolumeException} where a file is damaged. */
    public LoadedData load(Storages storages) {
        return LoadedData.load(this, storages);
    }

    /** What is held in memory: volumes that several samples share are held once. */
    private Set<Holding> holdings() {
        Set<Holding> all = new LinkedHashSet<>();
        for (TrainingSample sample : samples) {
            sample.images().forEach(i -> i.parts().forEach(p -> all.add(Holding.image(p, rules.precision()))));
            for (LabelPlan label : sample.labels()) {
                all.add(Holding.label(label, rules.outType()));
                label.mask().map(Holding::mask).ifPresent(all::add);
            }
        }
        return all;
    }
}
