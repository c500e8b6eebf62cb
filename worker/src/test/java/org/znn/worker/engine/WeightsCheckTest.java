package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;

/** Weights of another network are rejected with the names of the layers. */
class WeightsCheckTest {

    private final NetworkSpec spec = new NetworkBuilder().input("input", 1)
            .transfer("a", 3, new TransferFunction.RectifyLinear()).conv("conv1", "input", "a", new Vec3(1, 3, 3))
            .transfer("output", 2, TransferFunction.Linear.IDENTITY).conv("conv2", "a", "output", new Vec3(1, 2, 2))
            .spec();
    private final Weights right = NetworkBuilder.weights(spec, new Random(1));

    @Test
    void acceptsMatchingAndAdditionalWeights() {
        assertDoesNotThrow(() -> WeightsCheck.requireMatching(spec, right));
        Map<String, double[]> more = new TreeMap<>(right.biases());
        more.put("elsewhere", new double[1]);
        assertDoesNotThrow(() -> WeightsCheck.requireMatching(spec, new Weights(right.filters(), more)));
    }

    @Test
    void namesEveryLayerThatIsMissingOrHasTheWrongShape() {
        Weights wrong = new Weights(Map.of("conv2", new Filters(3, 2, new Vec3(1, 3, 3), new double[54])),
                Map.of("output", new double[3]));
        UserErrorException refusal =
                assertThrows(UserErrorException.class, () -> WeightsCheck.requireMatching(spec, wrong));
        assertEquals(4, refusal.diagnostics().size());
        assertTrue(refusal.getMessage().contains("no filters for the edge 'conv1', which needs 1 x 3 kernels of 1,3,3"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains(
                "the edge 'conv2' needs 3 x 2 kernels of 1,2,2, but the weights have 3 x 2 kernels of 1,3,3"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains("no biases for the node 'a', which needs 3"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("the node 'output' needs 2 biases, but the weights have 3"),
                refusal.getMessage());
    }
}
