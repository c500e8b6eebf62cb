package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** Steps and memory of planned training steps. */
class TrainingPlanTest {

    private static final TransferFunction RELU = new TransferFunction.RectifyLinear();

    @Test
    void skipsGradientsThatNoWeightDependsOn() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .sum("pooled", 1).maxFilter("pool0", "input", "pooled", new Vec3(1, 2, 2), Vec3.ONE)
                .transfer("a", 4, RELU).conv("conv1", "pooled", "a", new Vec3(1, 3, 3))
                .sum("b", 4).maxFilter("pool", "a", "b", new Vec3(1, 2, 2), new Vec3(1, 2, 2))
                .sum("c", 4).plain("drop", EdgeType.DROPOUT, "b", "c")
                .transfer("output", 2, RELU).conv("conv2", "c", "output", new Vec3(1, 3, 3)).spec();
        TrainingPlan plan = plan(spec, new Vec3(1, 10, 10));
        assertEquals(List.of("LOAD input", "MAX_FILTER pool0", "CONVOLVE conv1", "MAX_FILTER pool", "DROPOUT drop",
                "CONVOLVE conv2", "STORE output",
                "LOAD_GRADIENT output", "TRANSFER_GRADIENT output", "WEIGHT_GRADIENT conv2", "INPUT_GRADIENT conv2",
                "DROPOUT_GRADIENT drop", "MAX_FILTER_GRADIENT pool, a", "WEIGHT_GRADIENT conv1"),
                actions(plan));
        assertEquals(Map.of("input", new Vec3(1, 18, 18)), plan.inputSizes());
        long first = 2 * 4 * 9 * 225;
        long second = 2 * 4 * 2 * 9 * 100;
        assertEquals(first + second, plan.forwardOperations());
        assertEquals(2 * first + 3 * second, plan.operations());
        assertEquals(2 * 100 * 8, plan.outputBytes());
        assertEquals(8 * (4 * 9 + 8 * 9 + 4 + 2), plan.gradientBytes());
    }

    @Test
    void skipsTheLastIdentityEdge() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("a", 2, RELU).conv("c1", "input", "a", Vec3.ONE)
                .sum("b", 2).plain("same", EdgeType.DUMMY, "a", "b")
                .transfer("output", 2, RELU).conv("c2", "b", "output", Vec3.ONE)
                .plain("round", EdgeType.DUMMY, "b", "output").spec();
        assertEquals(List.of("LOAD_GRADIENT output", "TRANSFER_GRADIENT output", "WEIGHT_GRADIENT c2",
                "INPUT_GRADIENT c2", "ADD round", "TRANSFER_GRADIENT a", "WEIGHT_GRADIENT c1"),
                backward(plan(spec, Vec3.ONE)), "a takes over the storage of b");
    }

    @Test
    void keepsActivationsForTheBackwardPass() {
        NetworkBuilder builder = new NetworkBuilder().input("n0", 3);
        for (int i = 1; i <= 4; i++) {
            builder.transfer("n" + i, 3, RELU).conv("c" + i, "n" + (i - 1), "n" + i, new Vec3(1, 3, 3));
        }
        TrainingPlan plan = plan(builder.spec(), new Vec3(1, 8, 8));
        long activations = new ChainSize(new Vec3(1, 8, 8), 5).bytes();
        assertTrue(plan.bufferBytes() >= activations, plan.bufferBytes() + " bytes, the activations alone need "
                + activations);
        assertTrue(plan.bufferBytes() < 1.6 * activations, plan.bufferBytes() + " bytes, the activations alone need "
                + activations);
    }

    /** Size of {@code nodes} nodes of three maps, each two voxels larger than the next. */
    private record ChainSize(Vec3 output, int nodes) {

        long bytes() {
            long bytes = 0;
            for (int i = 0; i < nodes; i++) {
                bytes += 8L * new NaiveBackend().layout(3, output.plus(new Vec3(0, 2 * i, 2 * i))).length();
            }
            return bytes;
        }
    }

    @Test
    void allocatesThePlannedBytes() {
        for (long seed = 0; seed < 50; seed++) {
            NetworkSpec spec = RandomNetwork.of(seed);
            NaiveBackend backend = new NaiveBackend();
            TrainingPlan plan = TrainingPlan.of(spec, new Vec3(1, 5, 6), backend, AlgorithmSelection.DIRECT, 1);
            try (ForkJoinTeam team = new ForkJoinTeam(1)) {
                TrainingNetwork network = new CompiledTraining(plan,
                        NetworkBuilder.weights(spec, new Random(seed)), team, PassListener.NONE);
                assertEquals(plan.bytes(), network.bytes(), "seed " + seed);
            }
            long biases = 8L * spec.nodes().stream().filter(n -> n.function().isPresent())
                    .mapToInt(NodeSpec::featureMaps).sum();
            assertEquals(plan.bytes(), backend.allocatedBytes() + biases, "seed " + seed);
        }
    }

    @Test
    void forwardLogisticsPassesGradientsUnchanged() {
        Vec3 size = new Vec3(2, 3, 4);
        Volume gradient = VolumeAsserts.noise(Precision.FLOAT64, 2, size, new Random(1));
        assertArrayEquals(gradient(TransferFunction.Linear.IDENTITY, gradient),
                gradient(new TransferFunction.ForwardLogistics(), gradient));
    }

    private static double[] gradient(TransferFunction function, Volume gradient) {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("a", 2, RELU).conv("c1", "input", "a", new Vec3(1, 2, 2))
                .transfer("output", 2, function).conv("c2", "a", "output", Vec3.ONE).spec();
        Weights weights = NetworkBuilder.weights(spec, new Random(2));
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            TrainingNetwork network = NetworkCompiler.compileTraining(
                    TrainingPlan.of(spec, gradient.size(), Precision.FLOAT64), weights, team);
            network.forward(TrainingFixture.inputs(spec, network, Precision.FLOAT64, new Random(3)), 1);
            return TrainingFixture.flat(network.backward(Map.of("output", gradient)));
        }
    }

    @Test
    void rejectsOverlongArraysByName() {
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("wide", 80, RELU).conv("c1", "input", "wide", Vec3.ONE)
                .transfer("output", 1, RELU).conv("c2", "wide", "output", Vec3.ONE).spec();
        for (Precision precision : Precision.values()) {
            PassTooLargeException exception = assertThrows(PassTooLargeException.class,
                    () -> TrainingPlan.of(spec, Vec3.cube(300), precision));
            assertTrue(exception.getMessage().contains("'wide'"), exception.getMessage());
        }
    }

    private static TrainingPlan plan(NetworkSpec spec, Vec3 size) {
        return TrainingPlan.of(spec, size, new NaiveBackend(), AlgorithmSelection.DIRECT, 1);
    }

    private static List<String> actions(TrainingPlan plan) {
        return plan.steps().stream().map(s -> s.action() + " " + s.name()).toList();
    }

    private static List<String> backward(TrainingPlan plan) {
        List<String> all = actions(plan);
        return all.subList(all.indexOf("STORE output") + 1, all.size());
    }
}
