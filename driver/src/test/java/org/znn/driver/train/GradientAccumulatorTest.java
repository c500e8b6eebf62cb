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

    /** In float64 1e16 + 1 + 1 is 1e16, but 1 + 1 + 1e16 is larger: the sum depends on the order. */
    private static final double[] ORDER_MATTERS = {1, 1, 1e16, -1e16};

    @Test
    void orderOfArrivalDoesNotMatter() {
        for (List<Integer> arrival : List.of(List.of(0, 1, 2, 3), List.of(3, 2, 1, 0), List.of(2, 0, 3, 1))) {
            GradientAccumulator accumulator = new GradientAccumulator(4, 1, Precision.FLOAT64);
            arrival.forEach(patch -> accumulator.add(result(patch, ORDER_MATTERS[patch], true)));
            assertArrayEquals(new double[] {0.5}, accumulator.meanGradient().orElseThrow(), arrival.toString());
            assertEquals(new PatchErrors(4, 4, 4, 40, Double.NaN, 0, 0), accumulator.errors());
        }
    }

    @Test
    void ignoresDuplicateResults() {
        GradientAccumulator accumulator = new GradientAccumulator(2, 1, Precision.FLOAT64);
        for (int patch : List.of(1, 0, 0, 1)) {
            accumulator.add(result(patch, 3, true));
        }
        assertArrayEquals(new double[] {3}, accumulator.meanGradient().orElseThrow());
        assertEquals(2, accumulator.errors().patches());
    }

    @Test
    void ignoresPatchesThatAreNotLearnable() {
        GradientAccumulator accumulator = new GradientAccumulator(2, 1, Precision.FLOAT64);
        accumulator.add(result(1, 5, false));
        accumulator.add(result(0, 3, true));
        assertArrayEquals(new double[] {3}, accumulator.meanGradient().orElseThrow());
        assertEquals(1, accumulator.errors().patches());
        GradientAccumulator none = new GradientAccumulator(1, 1, Precision.FLOAT64);
        none.add(result(0, 3, false));
        assertTrue(none.meanGradient().isEmpty());
    }

    @Test
    void returnsTheFirstNonFinitePatch() {
        GradientAccumulator accumulator = new GradientAccumulator(3, 1, Precision.FLOAT64);
        accumulator.add(result(2, "late"));
        accumulator.add(result(1, "early"));
        accumulator.add(result(0, 1, true));
        assertEquals("early", accumulator.firstNonFinite().orElseThrow().nonFinite().orElseThrow());
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
