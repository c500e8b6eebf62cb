package org.znn.common.sample.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.sample.PatchSource;
import org.znn.common.volume.storage.Storages;

/** The samples of a training job in memory. For use by several threads at once. */
public final class LoadedData {

    private final PatchRules rules;
    private final List<LoadedSample> samples;

    private LoadedData(PatchRules rules, List<LoadedSample> samples) {
        this.rules = rules;
        this.samples = List.copyOf(samples);
    }

    static LoadedData load(TrainingData data, Storages storages) {
        Map<Holding, HeldVolume> held = new HashMap<>();
        List<LoadedSample> samples = new ArrayList<>();
        for (TrainingSample sample : data.samples()) {
            samples.add(load(data.rules(), sample, h -> held.computeIfAbsent(h, one -> one.load(storages))));
        }
        return new LoadedData(data.rules(), samples);
    }

    private static LoadedSample load(PatchRules rules, TrainingSample sample, Shelf shelf) {
        List<LoadedImage> images = sample.images().stream().map(image -> new LoadedImage(image,
                image.parts().stream().map(p -> shelf.get(Holding.image(p, rules.precision()))).toList())).toList();
        List<LoadedLabel> labels = new ArrayList<>();
        List<VoxelMask> masks = new ArrayList<>();
        for (LabelPlan label : sample.labels()) {
            Optional<Ids> mask = label.mask().map(m -> shelf.get(Holding.mask(m)));
            labels.add(new LoadedLabel(rules, label, shelf.get(Holding.label(label, rules.outType())), mask));
            mask.filter(m -> sample.isMasked()).ifPresent(m -> masks.add(new VoxelMask(m, label.size())));
        }
        return new LoadedSample(rules, sample.number(), images, labels, new Locations(sample.places(), masks));
    }

    /**
     * Draws from some of the samples, with the augmentation of the job. Volumes are shared with other sources.
     *
     * @param numbers of samples, at least one; throws {@link IllegalArgumentException} where one was not loaded
     */
    public PatchSource source(Collection<Integer> numbers) {
        List<LoadedSample> chosen = samples.stream().filter(s -> numbers.contains(s.number())).toList();
        if (chosen.size() != numbers.size()) {
            throw new IllegalArgumentException("samples " + numbers + " of " + samples.size() + " loaded");
        }
        return new UniformSource(chosen, rules.augment());
    }

    /** Where loaded volumes stand. */
    private interface Shelf {

        HeldVolume get(Holding holding);
    }
}
