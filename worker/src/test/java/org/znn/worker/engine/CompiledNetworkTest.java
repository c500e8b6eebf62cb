package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionChoice;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.problem.UserMistake;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** A compiled network as its callers see it. */
class CompiledNetworkTest {

    private static final TransferFunction RELU = new TransferFunction.RectifyLinear();
    private static final NetworkSpec SPEC = new NetworkDraft().input("input", 1)
            .transfer("a", 24, RELU).conv("conv1", "input", "a", new Vec3(1, 3, 3))
            .sum("b", 24).maxFilter("pool", "a", "b", new Vec3(1, 2, 2), new Vec3(1, 2, 2))
            .transfer("output", 2, RELU).conv("conv2", "b", "output", new Vec3(1, 3, 3)).spec();
    private static final Weights WEIGHTS = NetworkDraft.weights(SPEC, new Random(1));
    private static final int SMALL_CHANGE = 512 << 10;

    /** In plain Java: until they are compiled, vectors of the Vector API are objects, which would be counted. */
    static List<Arithmetic<?>> plainArithmetics() {
        return List.of(new FloatArithmetic(Simd.scalar()), new DoubleArithmetic());
    }

    @ParameterizedTest
    @MethodSource("plainArithmetics")
    void holdsAndTakesNoMoreThanPlanned(Arithmetic<?> arithmetic) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NetworkPlan plan = new NetworkPlan(SPEC, new Vec3(2, 120, 120), arithmetic, ConvolutionChoice.DIRECT, 1);
        try (ThreadTeam team = new ThreadTeam(1)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            CompiledNetwork network = NetworkCompiler.compile(plan, WEIGHTS, team);
            long compiled = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(plan.bytes(), network.bytes());
            assertTrue(compiled >= plan.bufferBytes() && compiled <= plan.bytes() + SMALL_CHANGE,
                    compiled + " bytes for a plan of " + plan.bytes());
            Map<String, Volume> inputs = inputs(network, arithmetic.precision());
            before = threads.getCurrentThreadAllocatedBytes();
            network.forward(inputs);
            long passed = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(passed >= plan.outputBytes() && passed <= plan.outputBytes() + SMALL_CHANGE,
                    passed + " bytes for a pass that returns " + plan.outputBytes());
        }
    }

    @Test
    void tellsTheListenerOfEveryStep() {
        try (ThreadTeam team = new ThreadTeam(2)) {
            NetworkPlan plan = NetworkPlan.of(SPEC, new Vec3(1, 5, 5), Precision.FLOAT32);
            CompiledNetwork network = NetworkCompiler.compile(plan, WEIGHTS, team);
            List<StepInfo> steps = new ArrayList<>();
            network.forward(inputs(network, Precision.FLOAT32), (step, nanos) -> {
                assertTrue(nanos >= 0);
                steps.add(step);
            });
            assertEquals(plan.steps(), steps);
        }
    }

    @Test
    void everyPassStartsAfresh() {
        try (ThreadTeam team = new ThreadTeam(2)) {
            CompiledNetwork network =
                    NetworkCompiler.compile(SPEC, WEIGHTS, new Vec3(1, 9, 9), Precision.FLOAT32, team);
            Volume first = network.forward(inputs(network, Precision.FLOAT32)).get("output");
            Volume noise = Compare.noise(Precision.FLOAT32, 1, network.inputSizes().get("input"), new Random(9));
            network.forward(Map.of("input", noise));
            Volume again = network.forward(inputs(network, Precision.FLOAT32)).get("output");
            Compare.assertSameBits(again, first, Vec3.ZERO, "the same patch once more");
        }
    }

    @Test
    void refusesPatchesAndWeightsThatDoNotFit() {
        try (ThreadTeam team = new ThreadTeam(1)) {
            CompiledNetwork network =
                    NetworkCompiler.compile(SPEC, WEIGHTS, new Vec3(1, 5, 5), Precision.FLOAT32, team);
            Volume small = Volume.zeros(Precision.FLOAT32, 1, new Vec3(1, 5, 5));
            Exception refusal =
                    assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of("input", small)));
            assertEquals("the input 'input' needs 1 maps of 1,12,12 in FLOAT32, not 1 maps of 1,5,5 in FLOAT32",
                    refusal.getMessage());
            assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of()));
            assertThrows(IllegalArgumentException.class,
                    () -> network.forward(inputs(network, Precision.FLOAT64)));
            assertThrows(UserMistake.class, () -> NetworkCompiler.compile(SPEC, new Weights(Map.of(), Map.of()),
                    Vec3.ONE, Precision.FLOAT32, team));
        }
    }

    private static Map<String, Volume> inputs(CompiledNetwork network, Precision precision) {
        return Map.of("input", Compare.noise(precision, 1, network.inputSizes().get("input"), new Random(4)));
    }
}
