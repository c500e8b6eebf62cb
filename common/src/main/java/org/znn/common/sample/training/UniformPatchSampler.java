package org.znn.common.sample.training;

import java.util.List;
import java.util.SplittableRandom;
import org.znn.common.sample.PatchSampler;
import org.znn.common.sample.TrainingPatch;

/**
 * Draws locations uniformly over all samples, so that a sample is chosen in proportion to its number of locations, and
 * augmentations uniformly. Seed, step and patch index determine the draw through SplitMix64, which is identical on
 * every machine; the modulo bias is below 2^-30.
 */
final class UniformPatchSampler implements PatchSampler {

    private final List<LoadedSample> samples;
    private final boolean augment;
    private final long locations;

    UniformPatchSampler(List<LoadedSample> samples, boolean augment) {
        this.samples = List.copyOf(samples);
        this.augment = augment;
        locations = samples.stream().mapToLong(s -> s.locations().count()).sum();
        if (locations == 0) {
            throw new IllegalArgumentException("the samples have no location to draw a patch from");
        }
    }

    @Override
    public TrainingPatch draw(long seed, long step, int patch) {
        long state = new SplittableRandom(seed).nextLong() ^ step;
        state = new SplittableRandom(state).nextLong() ^ patch;
        SplittableRandom random = new SplittableRandom(state);
        long index = (random.nextLong() >>> 1) % locations;
        Augmentation augmentation = augment
                ? Augmentation.of((int) (random.nextLong() & Augmentation.COUNT - 1)) : Augmentation.NONE;
        for (LoadedSample sample : samples) {
            long count = sample.locations().count();
            if (index < count) {
                return sample.cutPatch(sample.locations().get(index), augmentation);
            }
            index -= count;
        }
        throw new IllegalStateException("location " + index + " of " + locations);
    }
}
