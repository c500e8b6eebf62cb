package org.znn.common.sample;

/**
 * Draws training patches at random. A draw depends on nothing but its arguments, so every executor draws the same
 * patch, and draws it again after a retry. Implementations are thread-safe.
 */
public interface PatchSampler {

    /**
     * Draws a patch.
     *
     * @param seed  seed of the training run
     * @param step  training step, from 1
     * @param patch index of the patch within the step, from 0
     */
    TrainingPatch draw(long seed, long step, int patch);
}
