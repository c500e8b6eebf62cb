package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.volume.Precision;
import org.znn.worker.engine.StepInfo.Action;
import org.znn.worker.parallel.ForkJoinTeam;

/** Steps and memory of planned passes. */
class NetworkPlanTest {

    private static final TransferFunction RELU = new TransferFunction.RectifyLinear();

    @Test
    void fusesBiasAndFunctionAndSkipsIdentities() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("a", 4, RELU).conv("conv1", "input", "a", new Vec3(1, 3, 3))
                .sum("b", 4).maxFilter("pool", "a", "b", new Vec3(1, 2, 2), new Vec3(1, 2, 2))
                .sum("c", 4).plain("drop", EdgeType.DROPOUT, "b", "c")
                .transfer("output", 2, RELU).conv("conv2", "c", "output", new Vec3(1, 3, 3)).spec();
        NetworkPlan plan = plan(spec, new Vec3(1, 10, 10));
        assertEquals(List.of("LOAD input", "CONVOLVE conv1", "MAX_FILTER pool", "CONVOLVE conv2", "STORE output"),
                actions(plan));
        assertEquals(Map.of("input", new Vec3(1, 17, 17)), plan.inputSizes());
        assertEquals(2 * (4 * 9 * 225 + 4 * 2 * 9 * 100), plan.operations());
        assertEquals(2 * 100 * 8, plan.outputBytes());
        assertEquals(8 * (4 * 9 + 8 * 9 + 4 + 2), plan.weightBytes());
    }

    @Test
    void finishesABranchBeforeTheNextAndPutsConvolutionsLast() {
        NetworkSpec spec = new NetworkBuilder().input("in1", 1).input("in2", 1)
                .transfer("a1", 2, RELU).conv("c1", "in1", "a1", Vec3.ONE)
                .transfer("a2", 2, RELU).conv("c2", "in2", "a2", Vec3.ONE)
                .transfer("output", 2, RELU).conv("aa", "a1", "output", Vec3.ONE)
                .plain("dummy", EdgeType.DUMMY, "a2", "output").spec();
        assertEquals(List.of("LOAD in2", "CONVOLVE c2", "LOAD in1", "CONVOLVE c1", "CONVOLVE aa", "STORE output"),
                actions(plan(spec, Vec3.cube(4))), "output reuses the storage of a2");
    }

    @Test
    void copiesActivationsThatAreStillRead() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("a", 1, RELU).plain("d1", EdgeType.DUMMY, "input", "a")
                .transfer("b", 1, RELU).plain("d2", EdgeType.DUMMY, "input", "b").spec();
        assertEquals(List.of("LOAD input", "COPY d1", "TRANSFER a", "STORE a", "TRANSFER b", "STORE b"),
                actions(plan(spec, Vec3.ONE)));
    }

    @Test
    void chainNeedsTwoArrays() {
        NetworkBuilder builder = new NetworkBuilder().input("n0", 3);
        for (int i = 1; i <= 6; i++) {
            builder.transfer("n" + i, 3, RELU).conv("c" + i, "n" + (i - 1), "n" + i, new Vec3(1, 3, 3));
        }
        NetworkPlan plan = plan(builder.spec(), new Vec3(1, 8, 8));
        assertEquals(List.of(List.of("n0", "n2", "n4", "n6"), List.of("n1", "n3", "n5")),
                plan.pass().memory().buffers().stream().map(MemoryPlan.Buffer::contents).toList());
    }

    @Test
    void allocatesThePlannedBytes() {
        for (long seed = 0; seed < 50; seed++) {
            NetworkSpec spec = RandomNetwork.of(seed);
            NaiveBackend backend = new NaiveBackend();
            NetworkPlan plan = NetworkPlan.of(spec, new Vec3(1, 5, 6), backend, AlgorithmSelection.DIRECT, 1);
            try (ForkJoinTeam team = new ForkJoinTeam(1)) {
                InferenceNetwork network =
                        new CompiledForward(plan, NetworkBuilder.weights(spec, new Random(seed)), team);
                assertEquals(plan.bytes(), network.bytes(), "seed " + seed);
            }
            long biases = 8L * spec.nodes().stream().filter(n -> n.function().isPresent())
                    .mapToInt(NodeSpec::featureMaps).sum();
            assertEquals(plan.bytes(), backend.allocatedBytes() + biases, "seed " + seed);
        }
    }

    @Test
    void rejectsOverlongArraysByName() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("wide", 80, RELU).conv("c1", "input", "wide", Vec3.ONE)
                .transfer("output", 1, RELU).conv("c2", "wide", "output", Vec3.ONE).spec();
        PassTooLargeException exception = assertThrows(PassTooLargeException.class, () -> plan(spec, Vec3.cube(300)));
        assertTrue(exception.getMessage().contains("'wide' with 80 maps of 300,300,300"), exception.getMessage());
        assertThrows(PassTooLargeException.class, () -> plan(spec, Vec3.cube(1 << 24)));
        assertThrows(PassTooLargeException.class,
                () -> NetworkPlan.of(spec, new Vec3(10, 1 << 21, 1), Precision.FLOAT32),
                "80 maps fit into an array without the padding of their rows");
    }

    private static NetworkPlan plan(NetworkSpec spec, Vec3 size) {
        return NetworkPlan.of(spec, size, new NaiveBackend(), AlgorithmSelection.DIRECT, 1);
    }

    private static List<String> actions(NetworkPlan plan) {
        return plan.steps().stream().map(s -> s.action() + " " + s.name()).toList();
    }

    @Test
    void describesSteps() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .sum("output", 2).conv("c", "input", "output", new Vec3(1, 2, 3)).spec();
        assertEquals(new StepInfo("c", Action.CONVOLVE, 2, new Vec3(1, 2, 2), "1→2 kernel 1,2,3 dilation 1,1,1",
                2 * 2 * 6 * 4), plan(spec, new Vec3(1, 2, 2)).steps().get(1));
    }
}
