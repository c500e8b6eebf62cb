package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;

/** Arrays are shared by values that are never needed at the same time. */
class MemoryPlanTest {

    @Test
    void valuesThatAreNeededTogetherLieApart() {
        for (long seed = 0; seed < 200; seed++) {
            NetworkPlan plan = new NetworkPlan(RandomNetwork.of(seed), new Vec3(1, 3, 4), new NaiveArithmetic());
            List<Step> steps = plan.program();
            MemoryPlan memory = plan.memory();
            for (int now = 0; now < steps.size(); now++) {
                Set<Integer> needed = new TreeSet<>();
                for (int earlier = 0; earlier <= now; earlier++) {
                    for (Value value : steps.get(earlier).touches()) {
                        if (steps.subList(now, steps.size()).stream().flatMap(s -> s.touches().stream())
                                .anyMatch(v -> v.storage() == value.storage())) {
                            needed.add(value.storage());
                        }
                    }
                }
                Set<Integer> arrays = new TreeSet<>();
                for (int storage : needed) {
                    assertTrue(arrays.add(memory.arrayOf().get(storage)), "seed " + seed + " step " + now);
                }
            }
        }
    }

    @Test
    void everyValueFitsItsArray() {
        for (long seed = 0; seed < 200; seed++) {
            NetworkPlan plan = new NetworkPlan(RandomNetwork.of(seed), new Vec3(2, 3, 4), new NaiveArithmetic());
            for (Step step : plan.program()) {
                for (Value value : step.touches()) {
                    int array = plan.memory().arrayOf().get(value.storage());
                    assertFalse(plan.memory().arrays().get(array).length() < value.layout().length(), "seed " + seed);
                }
            }
        }
    }
}
