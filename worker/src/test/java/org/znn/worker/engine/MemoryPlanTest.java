package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;

/** Arrays are shared only by activations with disjoint lifetimes. */
class MemoryPlanTest {

    /** A check of the steps of a plan and of the arrays that they use. */
    private interface Check {
        void accept(List<Step> steps, MemoryPlan memory, String message);
    }

    @Test
    void overlappingLifetimesUseDifferentArrays() {
        forEachPlan((steps, memory, message) -> {
            for (int now = 0; now < steps.size(); now++) {
                Set<Integer> needed = new TreeSet<>(storages(steps.subList(0, now + 1)));
                needed.retainAll(storages(steps.subList(now, steps.size())));
                Set<Integer> arrays = new TreeSet<>();
                for (int storage : needed) {
                    assertTrue(arrays.add(memory.arrayIndex().get(storage)), message + " step " + now);
                }
            }
        });
    }

    @Test
    void everyActivationFitsItsArray() {
        forEachPlan((steps, memory, message) -> {
            for (Step step : steps) {
                for (Activation activation : step.operands()) {
                    int array = memory.arrayIndex().get(activation.storage());
                    assertFalse(memory.buffers().get(array).length() < activation.layout().length(), message);
                }
            }
        });
    }

    private static void forEachPlan(Check check) {
        for (long seed = 0; seed < 200; seed++) {
            NetworkSpec spec = RandomNetwork.of(seed);
            PassPlan forward = NetworkPlan.of(spec, new Vec3(1, 3, 4), new NaiveBackend(),
                    AlgorithmSelection.DIRECT, 1).pass();
            check.accept(forward.forward(), forward.memory(), "forward, seed " + seed);
            TrainingPlan training = TrainingPlan.of(spec, new Vec3(2, 3, 4), new NaiveBackend(),
                    AlgorithmSelection.DIRECT, 1);
            List<Step> steps = new ArrayList<>(training.pass().forward());
            steps.addAll(training.backward());
            check.accept(steps, training.pass().memory(), "training, seed " + seed);
        }
    }

    private static Set<Integer> storages(List<Step> steps) {
        Set<Integer> storages = new TreeSet<>();
        steps.forEach(step -> step.operands().forEach(activation -> storages.add(activation.storage())));
        return storages;
    }
}
