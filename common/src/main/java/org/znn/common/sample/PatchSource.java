package org.znn.common.sample;

/**
 * Draws patches. What is drawn depends on the arguments alone, so that any executor draws the same, as often as it is
 * asked. For use by several threads at once.
 */
public interface PatchSource {

    /**
     * A patch.
     *
     * @param seed  of the run
     * @param step  of the training, from 1
     * @param patch of the step, from 0
     */
    TrainingPatch draw(long seed, long step, int patch);
}
