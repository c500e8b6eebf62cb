package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.diagnostic.UserErrorException;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;

/** The contract of inference networks. */
class InferenceNetworkTest {

    private static final TransferFunction RELU = new TransferFunction.RectifyLinear();
    private static final NetworkSpec SPEC = new NetworkBuilder().input("input", 1)
            .transfer("a", 24, RELU).conv("conv1", "input", "a", new Vec3(1, 3, 3))
            .sum("b", 24).maxFilter("pool", "a", "b", new Vec3(1, 2, 2), new Vec3(1, 2, 2))
            .transfer("output", 2, RELU).conv("conv2", "b", "output", new Vec3(1, 3, 3)).spec();
    private static final Weights WEIGHTS = NetworkBuilder.weights(SPEC, new Random(1));
    /** Limit in bytes of the objects that a plan does not count. */
    private static final int SMALL_OBJECTS = 512 << 10;

    /** Scalar backends: before compilation, vectors of the Vector API are objects, which would be counted. */
    static List<Backend<?>> scalarBackends() {
        return List.of(new FloatBackend(Simd.scalar()), new DoubleBackend());
    }

    @ParameterizedTest
    @MethodSource("scalarBackends")
    void allocatesNoMoreThanPlanned(Backend<?> backend) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NetworkPlan plan = NetworkPlan.of(SPEC, new Vec3(2, 120, 120), backend, AlgorithmSelection.DIRECT, 1);
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            InferenceNetwork network = NetworkCompiler.compile(plan, WEIGHTS, team);
            long compiled = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(plan.bytes(), network.bytes());
            assertTrue(compiled >= plan.bufferBytes() && compiled <= plan.bytes() + SMALL_OBJECTS,
                    compiled + " bytes for a plan of " + plan.bytes());
            Map<String, Volume> inputs = inputs(network, backend.precision());
            before = threads.getCurrentThreadAllocatedBytes();
            network.forward(inputs);
            long passed = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(passed >= plan.outputBytes() && passed <= plan.outputBytes() + SMALL_OBJECTS,
                    passed + " bytes for a pass that returns " + plan.outputBytes());
        }
    }

    @Test
    void reportsEveryStepToTheListener() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            NetworkPlan plan = NetworkPlan.of(SPEC, new Vec3(1, 5, 5), Precision.FLOAT32);
            InferenceNetwork network = NetworkCompiler.compile(plan, WEIGHTS, team);
            List<StepInfo> steps = new ArrayList<>();
            network.forward(inputs(network, Precision.FLOAT32), (step, nanos) -> {
                assertTrue(nanos >= 0);
                steps.add(step);
            });
            assertEquals(plan.steps(), steps);
        }
    }

    @Test
    void passesAreIndependent() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            InferenceNetwork network =
                    NetworkCompiler.compile(NetworkPlan.of(SPEC, new Vec3(1, 9, 9), Precision.FLOAT32), WEIGHTS, team);
            Volume first = network.forward(inputs(network, Precision.FLOAT32)).get("output");
            Volume noise = VolumeAsserts.noise(Precision.FLOAT32, 1, network.inputSizes().get("input"), new Random(9));
            network.forward(Map.of("input", noise));
            Volume again = network.forward(inputs(network, Precision.FLOAT32)).get("output");
            VolumeAsserts.assertSameBits(again, first, Vec3.ZERO, "same patch again");
        }
    }

    @Test
    void executesConcurrentPassesOneAtATime() {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            InferenceNetwork network =
                    NetworkCompiler.compile(NetworkPlan.of(SPEC, new Vec3(1, 9, 9), Precision.FLOAT32), WEIGHTS, team);
            Vec3 inputSize = network.inputSizes().get("input");
            List<Volume> patches = IntStream.range(0, 40)
                    .mapToObj(i -> VolumeAsserts.noise(Precision.FLOAT32, 1, inputSize, new Random(i))).toList();
            List<Volume> expected =
                    patches.stream().map(p -> network.forward(Map.of("input", p)).get("output")).toList();
            List<Volume> actual =
                    patches.parallelStream().map(p -> network.forward(Map.of("input", p)).get("output")).toList();
            for (int i = 0; i < patches.size(); i++) {
                VolumeAsserts.assertSameBits(actual.get(i), expected.get(i), Vec3.ZERO, "patch " + i);
            }
        }
    }

    @Test
    void rejectsMismatchedPatchesAndWeights() {
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            InferenceNetwork network =
                    NetworkCompiler.compile(NetworkPlan.of(SPEC, new Vec3(1, 5, 5), Precision.FLOAT32), WEIGHTS, team);
            Volume small = Volume.zeros(Precision.FLOAT32, 1, new Vec3(1, 5, 5));
            Exception refusal =
                    assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of("input", small)));
            assertEquals("the input 'input' needs 1 maps of 1,12,12 in FLOAT32, not 1 maps of 1,5,5 in FLOAT32",
                    refusal.getMessage());
            assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of()));
            assertThrows(IllegalArgumentException.class,
                    () -> network.forward(inputs(network, Precision.FLOAT64)));
            assertThrows(UserErrorException.class, () -> NetworkCompiler.compile(NetworkPlan.of(SPEC, Vec3.ONE,
                    Precision.FLOAT32), new Weights(Map.of(), Map.of()), team));
        }
    }

    private static Map<String, Volume> inputs(InferenceNetwork network, Precision precision) {
        return Map.of("input", VolumeAsserts.noise(precision, 1, network.inputSizes().get("input"), new Random(4)));
    }
}
