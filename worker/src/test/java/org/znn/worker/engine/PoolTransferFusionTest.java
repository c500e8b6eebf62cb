package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;

/** The backward steps of a pooling edge and of its input node are fused if no other edge adds to the gradient later. */
class PoolTransferFusionTest {

    private static final TransferFunction RELU = new TransferFunction.RectifyLinear();
    private static final Vec3 WINDOW = new Vec3(1, 2, 2);

    @Test
    void fusesASinglePath() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("a", 2, RELU).conv("c1", "input", "a", Vec3.ONE)
                .sum("b", 2).maxPool("pool", "a", "b", WINDOW)
                .transfer("output", 2, RELU).conv("c2", "b", "output", Vec3.ONE).spec();
        assertEquals(List.of("LOAD_GRADIENT output", "TRANSFER_GRADIENT output", "WEIGHT_GRADIENT c2",
                "INPUT_GRADIENT c2", "MAX_POOL_GRADIENT pool, a", "WEIGHT_GRADIENT c1"), backward(spec));
    }

    @Test
    void fusesIfPoolingIsTheLastToAdd() {
        assertEquals(List.of("LOAD_GRADIENT output", "TRANSFER_GRADIENT output", "WEIGHT_GRADIENT c3",
                "INPUT_GRADIENT c3", "WEIGHT_GRADIENT c2", "INPUT_GRADIENT c2", "WEIGHT_GRADIENT side",
                "INPUT_GRADIENT side", "MAX_FILTER_GRADIENT pool, a", "WEIGHT_GRADIENT c1"),
                backward(branches("b", "side")));
    }

    @Test
    void doesNotFuseIfAnotherEdgeAddsLater() {
        assertEquals(List.of("LOAD_GRADIENT output", "TRANSFER_GRADIENT output", "WEIGHT_GRADIENT c3",
                "INPUT_GRADIENT c3", "WEIGHT_GRADIENT c2", "INPUT_GRADIENT c2", "MAX_FILTER_GRADIENT pool",
                "WEIGHT_GRADIENT side", "INPUT_GRADIENT side", "TRANSFER_GRADIENT a", "WEIGHT_GRADIENT c1"),
                backward(branches("side", "b")));
    }

    /** Node a is pooled into b and convolved into "side", which are computed in the given order. */
    private static NetworkSpec branches(String first, String second) {
        return new NetworkBuilder().input("input", 1)
                .transfer("a", 2, RELU).conv("c1", "input", "a", Vec3.ONE)
                .sum("b", 2).maxFilter("pool", "a", "b", WINDOW, Vec3.ONE)
                .sum("side", 2).conv("side", "a", "side", WINDOW)
                .transfer("output", 2, RELU).conv("c2", first, "output", Vec3.ONE)
                .conv("c3", second, "output", Vec3.ONE).spec();
    }

    private static List<String> backward(NetworkSpec spec) {
        TrainingPlan plan =
                TrainingPlan.of(spec, new Vec3(1, 4, 5), new NaiveBackend(), AlgorithmSelection.DIRECT, 1);
        List<String> steps = plan.steps().stream().map(s -> s.action() + " " + s.name()).toList();
        return steps.subList(steps.indexOf("LOAD_GRADIENT output"), steps.size());
    }
}
