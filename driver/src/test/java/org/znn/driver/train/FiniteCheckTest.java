package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.znn.common.config.CostFunction;
import org.znn.common.config.MalisNormalisation;
import org.znn.common.config.OutputType;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Vec3;
import org.znn.common.sample.TrainingPatch;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Costs;

/** Values of a patch that stop a run. */
class FiniteCheckTest {

    private static final float[] LABEL = {1, 0, 1};

    @Test
    void acceptsFiniteCosts() {
        assertEquals(Optional.empty(), check(CostFunction.BINOMIAL, false, 0.9f, 0.1f, 0.5f));
        assertEquals(Optional.empty(), check(CostFunction.BINOMIAL, false, 1, 0, 1), "exactly right");
        assertEquals(Optional.empty(), check(CostFunction.SQUARE, false, -3, 7, 1e30f));
        assertEquals(Optional.empty(), check(CostFunction.SOFTMAX, false, -1e30f, 7, 1e30f), "far apart");
    }

    @Test
    void namesTheOutputThatIsNotFinite() {
        assertEquals(Optional.of("the output 'out' of patch 2 (sample7)"),
                check(CostFunction.SQUARE, false, 1, Float.POSITIVE_INFINITY, 0));
    }

    @Test
    void stopsAtAnInfiniteCostAndTellsWhy() {
        assertReason("an output is exactly 0 or 1 where its label is the opposite", 0.5f, 1, 0.5f);
        assertReason("the output 'out' has values from 0.25 to 2.5, but binomial_cross_entropy needs values between 0"
                + " and 1: write 'function forward_logistics' for it, or set cost_fn = square_loss", 0.25f, 2.5f, 0.5f);
        assertReason("the output 'out' has values from -0.5 to 1.0", -0.5f, 0.5f, 1);
    }

    /** Test patches are not masked: a certain output where nothing is labelled may be right. */
    @Test
    void reportsInfiniteCostsOfTests() {
        assertEquals(Optional.empty(), check(CostFunction.BINOMIAL, true, 0.5f, 1, 0.5f));
        assertTrue(check(CostFunction.BINOMIAL, true, -1, 0.5f, 0.5f).isPresent());
    }

    private static void assertReason(String reason, float... outputs) {
        String found = check(CostFunction.BINOMIAL, false, outputs).orElseThrow();
        assertTrue(found.startsWith("the cost of patch 2 (sample7), likely because " + reason), found);
    }

    private static Optional<String> check(CostFunction cost, boolean test, float... values) {
        Vec3 size = new Vec3(1, 1, 3);
        Map<String, Volume> outputs = Map.of("out", new FloatVolume(1, size, values));
        TrainingPatch.Target target =
                new TrainingPatch.Target(new FloatVolume(1, size, LABEL), Optional.empty(), Optional.empty());
        return FiniteCheck.findNonFinite(outputs, Costs.of(cost, OutputType.SEMANTIC,
                new TrainingConfig.Malis(false, MalisNormalisation.NONE, false))
                .evaluate(outputs, Map.of("out", target), !test), "patch 2 (sample7)", test);
    }
}
