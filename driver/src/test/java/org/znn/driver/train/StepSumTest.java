package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.worker.cost.PatchErrors;

/** Gradients are added up in the order of their patches. */
class StepSumTest {

    /** 1e16 swallows a 1 that is added to it, but not the 2 that two of them make before. */
    private static final double[] ORDER_MATTERS = {1, 1, 1e16, -1e16};

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        for (List<Integer> arrival : List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(2, 0, 3, 1))) {
            StepSum sum = new StepSum(4, 1, Precision.FLOAT64);
            arrival.forEach(patch -> sum.add(report(patch, ORDER_MATTERS[patch], true)));
            assertArrayEquals(new double[] {0.5}, sum.gradient().orElseThrow(), arrival.toString());
            assertEquals(new PatchErrors(4, 4, 4, 40, Double.NaN, 0, 0), sum.errors());
        }
    }

    @Test
    void aTaskThatRanTwiceCountsOnce() {
        StepSum sum = new StepSum(2, 1, Precision.FLOAT64);
        for (int patch : List.of(1, 0, 0, 1)) {
            sum.add(report(patch, 3, true));
        }
        assertArrayEquals(new double[] {3}, sum.gradient().orElseThrow());
        assertEquals(2, sum.errors().patches());
    }

    @Test
    void aPatchWithNothingToLearnCountsNowhere() {
        StepSum sum = new StepSum(2, 1, Precision.FLOAT64);
        sum.add(report(1, 5, false));
        sum.add(report(0, 3, true));
        assertArrayEquals(new double[] {3}, sum.gradient().orElseThrow());
        assertEquals(1, sum.errors().patches());
        StepSum none = new StepSum(1, 1, Precision.FLOAT64);
        none.add(report(0, 3, false));
        assertTrue(none.gradient().isEmpty());
    }

    @Test
    void theFirstPatchInTroubleIsTold() {
        StepSum sum = new StepSum(3, 1, Precision.FLOAT64);
        sum.add(report(2, "late"));
        sum.add(report(1, "early"));
        sum.add(report(0, 1, true));
        assertEquals("early", sum.troubled().orElseThrow().trouble().orElseThrow());
    }

    private static PatchReport report(int patch, double gradient, boolean learnable) {
        return new PatchReport(patch, 1, Vec3.ZERO, "0", WeightLayout.pack(new double[] {gradient}, Precision.FLOAT64),
                new PatchErrors(1, 1, 1, 10, Double.NaN, 0, 0), learnable, Optional.empty(), 1, Map.of());
    }

    private static PatchReport report(int patch, String trouble) {
        return new PatchReport(patch, 1, Vec3.ZERO, "0", new byte[0], PatchErrors.NONE, true, Optional.of(trouble), 1,
                Map.of());
    }
}
