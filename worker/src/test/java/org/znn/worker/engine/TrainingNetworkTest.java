package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
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

/** The contract of training networks. */
class TrainingNetworkTest {

    private static final TransferFunction RELU = new TransferFunction.RectifyLinear();
    private static final NetworkSpec SPEC = NetworkBuilder.mixed();
    private static final Weights WEIGHTS = NetworkBuilder.weights(SPEC, new Random(3));
    /** Limit in bytes of the objects that a plan does not count. */
    private static final int SMALL_OBJECTS = 2 << 20;

    /** Scalar backends: before compilation, vectors of the Vector API are objects, which would be counted. */
    static List<Backend<?>> scalarBackends() {
        return List.of(new FloatBackend(Simd.scalar()), new DoubleBackend());
    }

    @ParameterizedTest
    @EnumSource
    void isBitIdenticalForAnyThreadCount(Precision precision) {
        Vec3 size = new Vec3(3, 29, 45);
        Map<String, Volume> outputs = Map.of();
        double[] gradient = {};
        for (int threads = 1; threads <= 3; threads++) {
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                TrainingNetwork network =
                        NetworkCompiler.compileTraining(TrainingPlan.of(SPEC, size, precision), WEIGHTS, team);
                Map<String, Volume> out =
                        network.forward(TrainingFixture.inputs(SPEC, network, precision, new Random(7)), 5);
                double[] g = TrainingFixture.flat(network.backward(
                        TrainingFixture.outputGradients(SPEC, size, precision, new Random(8))));
                if (threads == 1) {
                    outputs = out;
                    gradient = g;
                }
                assertArrayEquals(gradient, g, threads + " threads");
                for (String name : out.keySet()) {
                    VolumeAsserts.assertSameBits(out.get(name), outputs.get(name), Vec3.ZERO, name);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void testPassEqualsInferenceBitByBit(Precision precision) {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            NetworkSpec spec = RandomNetwork.of(seed);
            Weights weights = NetworkBuilder.weights(spec, random);
            Vec3 size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(20));
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                InferenceNetwork forward =
                        NetworkCompiler.compile(NetworkPlan.of(spec, size, precision), weights, team);
                TrainingNetwork training =
                        NetworkCompiler.compileTraining(TrainingPlan.of(spec, size, precision), weights, team);
                assertEquals(forward.inputSizes(), training.inputSizes());
                assertEquals(forward.outputSize(), training.outputSize());
                Map<String, Volume> inputs = TrainingFixture.inputs(spec, training, precision, random);
                training.forward(inputs, 3);
                Map<String, Volume> tested = training.forwardTest(inputs);
                String message = "seed " + seed + ", ";
                forward.forward(inputs).forEach((name, volume) ->
                        VolumeAsserts.assertSameBits(volume, tested.get(name), Vec3.ZERO, message + name));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("org.znn.worker.engine.Variants#ALL")
    void everyVariantIsCloseToFloat64(Variants.Variant variant) {
        double tolerance = variant.precision() == Precision.FLOAT32 ? 1e-5 : 1e-12;
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            NetworkSpec spec = RandomNetwork.of(seed);
            Weights weights = NetworkBuilder.weights(spec, random);
            Vec3 size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(20));
            double[] actual = gradient(variant.precision(), spec, variant.algorithms(spec), weights, size, seed);
            double[] exact = gradient(Precision.FLOAT64, spec, AlgorithmSelection.DIRECT, weights, size, seed);
            double squaredNorm = 0;
            double squaredError = 0;
            for (int i = 0; i < exact.length; i++) {
                squaredNorm += exact[i] * exact[i];
                squaredError += (exact[i] - actual[i]) * (exact[i] - actual[i]);
            }
            assertTrue(Math.sqrt(squaredError) <= tolerance * Math.sqrt(squaredNorm),
                    "seed " + seed + " in " + variant + ": off by " + Math.sqrt(squaredError / squaredNorm));
        }
    }

    private static double[] gradient(Precision precision, NetworkSpec spec, AlgorithmSelection algorithms,
            Weights weights, Vec3 size, long seed) {
        Random random = new Random(seed + 1);
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            TrainingNetwork network = NetworkCompiler.compileTraining(
                    TrainingPlan.of(spec, size, precision, algorithms, team.size()), weights, team);
            network.forward(TrainingFixture.inputs(spec, network, precision, random), seed);
            return TrainingFixture.flat(network.backward(TrainingFixture.outputGradients(spec, size, precision,
                    random)));
        }
    }

    @ParameterizedTest
    @MethodSource("scalarBackends")
    void allocatesNoMoreThanPlanned(Backend<?> backend) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NetworkSpec spec = new NetworkBuilder().input("input", 1)
                .transfer("a", 24, RELU).conv("conv1", "input", "a", new Vec3(1, 3, 3))
                .sum("b", 24).maxFilter("pool", "a", "b", new Vec3(1, 2, 2), new Vec3(1, 2, 2))
                .transfer("output", 4, RELU).conv("conv2", "b", "output", new Vec3(1, 3, 3)).spec();
        Vec3 size = new Vec3(2, 120, 120);
        TrainingPlan plan = TrainingPlan.of(spec, size, backend, AlgorithmSelection.DIRECT, 1);
        Weights weights = NetworkBuilder.weights(spec, new Random(1));
        long returned = plan.outputBytes() + plan.gradientBytes();
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            // The first compilation also loads classes and is not measured.
            NetworkCompiler.compileTraining(plan, weights, team);
            long before = threads.getCurrentThreadAllocatedBytes();
            TrainingNetwork network = NetworkCompiler.compileTraining(plan, weights, team);
            long compiled = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(plan.bytes(), network.bytes());
            assertTrue(compiled >= plan.bufferBytes() && compiled <= plan.bytes() + SMALL_OBJECTS,
                    compiled + " bytes for a plan of " + plan.bytes());
            Map<String, Volume> inputs = TrainingFixture.inputs(spec, network, backend.precision(), new Random(4));
            Map<String, Volume> gradients =
                    TrainingFixture.outputGradients(spec, size, backend.precision(), new Random(5));
            for (int round = 0; round < 2; round++) {
                before = threads.getCurrentThreadAllocatedBytes();
                network.setWeights(weights);
                network.forward(inputs, 2);
                network.backward(gradients);
            }
            long step = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(step >= returned && step <= returned + SMALL_OBJECTS,
                    step + " bytes for a step that returns " + returned);
        }
    }

    @Test
    void setWeightsTakesEffectInTheNextPass() {
        Vec3 size = new Vec3(1, 4, 5);
        Weights others = NetworkBuilder.weights(SPEC, new Random(77));
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            TrainingPlan plan = TrainingPlan.of(SPEC, size, Precision.FLOAT32);
            TrainingNetwork changed = NetworkCompiler.compileTraining(plan, WEIGHTS, team);
            TrainingNetwork fresh = NetworkCompiler.compileTraining(plan, others, team);
            Map<String, Volume> inputs =
                    TrainingFixture.inputs(SPEC, fresh, Precision.FLOAT32, new Random(7));
            Map<String, Volume> gradients =
                    TrainingFixture.outputGradients(SPEC, size, Precision.FLOAT32, new Random(8));
            changed.forward(inputs, 1);
            changed.backward(gradients);
            changed.setWeights(others);
            changed.forward(inputs, 2);
            fresh.forward(inputs, 2);
            assertArrayEquals(TrainingFixture.flat(fresh.backward(gradients)),
                    TrainingFixture.flat(changed.backward(gradients)));
        }
    }

    @Test
    void missingOutputGradientIsZero() {
        Vec3 size = new Vec3(1, 4, 5);
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            TrainingNetwork network = NetworkCompiler.compileTraining(
                    TrainingPlan.of(SPEC, size, Precision.FLOAT64), WEIGHTS, team);
            Map<String, Volume> inputs = TrainingFixture.inputs(SPEC, network, Precision.FLOAT64, new Random(7));
            Map<String, Volume> gradients = new TreeMap<>(
                    TrainingFixture.outputGradients(SPEC, size, Precision.FLOAT64, new Random(8)));
            gradients.remove("side");
            network.forward(inputs, 1);
            double[] absent = TrainingFixture.flat(network.backward(gradients));
            gradients.put("side", Volume.zeros(Precision.FLOAT64, 24, size));
            network.forward(inputs, 1);
            assertArrayEquals(TrainingFixture.flat(network.backward(gradients)), absent);
        }
    }

    @Test
    void rejectsMismatchedArguments() {
        Vec3 size = new Vec3(1, 4, 5);
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            TrainingNetwork network = NetworkCompiler.compileTraining(
                    TrainingPlan.of(SPEC, size, Precision.FLOAT32), WEIGHTS, team);
            Map<String, Volume> inputs = TrainingFixture.inputs(SPEC, network, Precision.FLOAT32, new Random(7));
            assertThrows(IllegalStateException.class, () -> network.backward(Map.of()), "no forward pass");
            network.forward(inputs, 1);
            network.forwardTest(inputs);
            assertThrows(IllegalStateException.class, () -> network.backward(Map.of()), "only a test pass");
            network.forward(inputs, 1);
            Exception refusal = assertThrows(IllegalArgumentException.class, () -> network.backward(
                    Map.of("output", Volume.zeros(Precision.FLOAT32, 3, new Vec3(1, 4, 4)))));
            assertEquals("the gradient of the output 'output' needs 3 maps of 1,4,5 in FLOAT32, not 3 maps of 1,4,4"
                    + " in FLOAT32", refusal.getMessage());
            assertThrows(IllegalArgumentException.class, () -> network.backward(
                    Map.of("a", Volume.zeros(Precision.FLOAT32, 3, size))), "not an output");
            assertThrows(IllegalArgumentException.class, () -> network.forward(Map.of(), 1));
            assertThrows(UserErrorException.class, () -> network.setWeights(new Weights(Map.of(), Map.of())));
        }
    }
}
