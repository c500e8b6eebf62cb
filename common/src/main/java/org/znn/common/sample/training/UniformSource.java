package org.znn.common.sample.training;

import java.util.List;
import java.util.SplittableRandom;
import org.znn.common.sample.PatchSource;
import org.znn.common.sample.TrainingPatch;

/**
 * Draws every location of every sample with the same probability, so that a sample is chosen in proportion to its
 * locations, and every augmentation likewise. The draw follows from seed, step and patch through SplitMix64, which is
 * the same on every machine; the bias of the remainder is below 2^-30.
 */
final class UniformSource implements PatchSource {

    private final List<LoadedSample> samples;
    private final boolean augment;
    private final long locations;

    UniformSource(List<LoadedSample> samples, boolean augment) {
        this.samples = List.copyOf(samples);
        this.augment = augment;
        locations = samples.stream().mapToLong(s -> s.locations().count()).sum();
        if (locations == 0) {
            throw new IllegalArgumentException("samples without a location to draw a patch from");
        }
    }

    @Override
    public TrainingPatch draw(long seed, long step, int patch) {
        long state = new SplittableRandom(seed).nextLong() ^ step;
        state = new SplittableRandom(state).nextLong() ^ patch;
        SplittableRandom random = new SplittableRandom(state);
        long number = (random.nextLong() >>> 1) % locations;
        Augmentation augmentation = augment
                ? Augmentation.of((int) (random.nextLong() & Augmentation.COUNT - 1)) : Augmentation.NONE;
        for (LoadedSample sample : samples) {
            long count = sample.locations().count();
            if (number < count) {
                return sample.patch(sample.locations().place(number), augmentation);
            }
            number -= count;
        }
        throw new IllegalStateException("location " + number + " of " + locations);
    }
}
