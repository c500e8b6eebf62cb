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

/** Gradients are added in patch order. */
class GradientAccumulatorTest {

    /** Adding 1 to 1e16 has no effect, but adding the 2 that two of them sum to does. */
    private static final double[] ORDER_MATTERS = {1, 1, 1e16, -1e16};

    @Test
    void orderOfArrivalDoesNotMatter() {
        for (List<Integer> arrival : List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(2, 0, 3, 1))) {
            GradientAccumulator sum = new GradientAccumulator(4, 1, Precision.FLOAT64);
            arrival.forEach(patch -> sum.add(result(patch, ORDER_MATTERS[patch], true)));
            assertArrayEquals(new double[] {0.5}, sum.meanGradient().orElseThrow(), arrival.toString());
            assertEquals(new PatchErrors(4, 4, 4, 40, Double.NaN, 0, 0), sum.errors());
        }
    }

    @Test
    void ignoresDuplicateResults() {
        GradientAccumulator sum = new GradientAccumulator(2, 1, Precision.FLOAT64);
        for (int patch : List.of(1, 0, 0, 1)) {
            sum.add(result(patch, 3, true));
        }
        assertArrayEquals(new double[] {3}, sum.meanGradient().orElseThrow());
        assertEquals(2, sum.errors().patches());
    }

    @Test
    void ignoresPatchesThatAreNotLearnable() {
        GradientAccumulator sum = new GradientAccumulator(2, 1, Precision.FLOAT64);
        sum.add(result(1, 5, false));
        sum.add(result(0, 3, true));
        assertArrayEquals(new double[] {3}, sum.meanGradient().orElseThrow());
        assertEquals(1, sum.errors().patches());
        GradientAccumulator none = new GradientAccumulator(1, 1, Precision.FLOAT64);
        none.add(result(0, 3, false));
        assertTrue(none.meanGradient().isEmpty());
    }

    @Test
    void returnsTheFirstNonFinitePatch() {
        GradientAccumulator sum = new GradientAccumulator(3, 1, Precision.FLOAT64);
        sum.add(result(2, "late"));
        sum.add(result(1, "early"));
        sum.add(result(0, 1, true));
        assertEquals("early", sum.firstNonFinite().orElseThrow().nonFinite().orElseThrow());
    }

    private static PatchResult result(int patch, double gradient, boolean learnable) {
        return new PatchResult(patch, 1, Vec3.ZERO, "0", WeightLayout.pack(new double[] {gradient}, Precision.FLOAT64),
                new PatchErrors(1, 1, 1, 10, Double.NaN, 0, 0), learnable, Optional.empty(), 1, Map.of());
    }

    private static PatchResult result(int patch, String nonFinite) {
        return new PatchResult(patch, 1, Vec3.ZERO, "0", new byte[0], PatchErrors.NONE, true, Optional.of(nonFinite), 1,
                Map.of());
    }
}
