package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Gradients of random graphs of every node and edge type against central differences of Σ r·output with random r. The
 * differences are computed in float64. Naive buffers are initialised with NaN.
 */
class NumericGradientTest {

    private static final double STEP = 1e-6;
    /** Relative to the largest derivative; the difference quotient itself is no more accurate. */
    private static final double TOLERANCE = 1e-7;
    private static final double FLOAT32_TOLERANCE = 2e-5;
    private static final int SAMPLED_WEIGHTS = 40;

    /** Algorithms of float32. */
    static List<AlgorithmKind> float32Kinds() {
        return Variants.ALL.stream().filter(v -> v.precision() == Precision.FLOAT32).map(Variants.Variant::algorithm)
                .toList();
    }

    @Test
    void plansAreCorrectWithNaiveKernels() {
        for (long seed = 0; seed < 150; seed++) {
            new Case(seed).check(new NaiveBackend(), AlgorithmKind.DIRECT, TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void float64GradientsAreCorrect(AlgorithmKind kind) {
        for (long seed = 150; seed < 250; seed++) {
            new Case(seed).check(Backends.of(Precision.FLOAT64), kind, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("float32Kinds")
    void float32GradientsAreCorrect(AlgorithmKind kind) {
        for (long seed = 250; seed < 350; seed++) {
            new Case(seed).check(Backends.of(Precision.FLOAT32), kind, FLOAT32_TOLERANCE);
        }
    }

    /** A graph with weights; patches and r do not depend on the precision. */
    private static final class Case {

        private final long seed;
        private final NetworkSpec spec;
        private final Weights weights;
        private final Vec3 size;

        Case(long seed) {
            Random random = new Random(seed);
            this.seed = seed;
            spec = differentiable(RandomNetwork.of(seed));
            weights = NetworkBuilder.weights(spec, random);
            size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(6));
        }

        void check(Backend<?> backend, AlgorithmKind kind, double tolerance) {
            double[] gradient = gradient(backend, kind);
            double max = 1e-3;
            for (double g : gradient) {
                max = Math.max(max, Math.abs(g));
            }
            boolean isFloat64 = backend.precision() == Precision.FLOAT64;
            Map<Integer, Double> differences = differences(isFloat64 ? backend : Backends.of(Precision.FLOAT64),
                    isFloat64 ? kind : AlgorithmKind.DIRECT);
            for (Map.Entry<Integer, Double> e : differences.entrySet()) {
                double actual = gradient[e.getKey()];
                assertTrue(Math.abs(e.getValue() - actual) <= tolerance * max, "seed " + seed + " by " + kind
                        + ", weight " + e.getKey() + ": " + actual + ", by differences " + e.getValue());
            }
        }

        private double[] gradient(Backend<?> backend, AlgorithmKind kind) {
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                TrainingNetwork network = TrainingFixture.compile(backend, kind, spec, size, weights, team);
                network.forward(inputs(network, backend.precision()), seed);
                double[] gradient = TrainingFixture.flat(network.backward(direction(backend.precision())));
                assertEquals(TrainingFixture.flat(weights).length, gradient.length, "seed " + seed);
                return gradient;
            }
        }

        /** Difference quotients of some weights, by index of the weight. */
        private Map<Integer, Double> differences(Backend<?> backend, AlgorithmKind kind) {
            Random random = new Random(seed + 2);
            double[] flat = TrainingFixture.flat(weights);
            Map<Integer, Double> differences = new TreeMap<>();
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                TrainingNetwork network = TrainingFixture.compile(backend, kind, spec, size, weights, team);
                Map<String, Volume> inputs = inputs(network, Precision.FLOAT64);
                Map<String, Volume> direction = direction(Precision.FLOAT64);
                for (int i = 0; i < SAMPLED_WEIGHTS; i++) {
                    int weight = random.nextInt(flat.length);
                    double[] values = new double[2];
                    for (int side = 0; side < 2; side++) {
                        double[] moved = flat.clone();
                        moved[weight] += side == 0 ? -STEP : STEP;
                        network.setWeights(TrainingFixture.of(weights, moved));
                        values[side] = TrainingFixture.product(network.forward(inputs, seed), direction);
                    }
                    differences.put(weight, (values[1] - values[0]) / (2 * STEP));
                }
            }
            return differences;
        }

        private Map<String, Volume> inputs(TrainingNetwork network, Precision precision) {
            return TrainingFixture.inputs(spec, network, precision, new Random(seed));
        }

        private Map<String, Volume> direction(Precision precision) {
            return TrainingFixture.outputGradients(spec, size, precision, new Random(seed + 1));
        }
    }

    /** Replaces forward_logistics, whose backward pass does not multiply by the derivative, by logistics. */
    private static NetworkSpec differentiable(NetworkSpec spec) {
        return new NetworkSpec(spec.source(), spec.nodes().stream().map(NumericGradientTest::differentiable).toList(),
                spec.edges());
    }

    private static NodeSpec differentiable(NodeSpec node) {
        boolean changed = node.function().filter(TransferFunction.ForwardLogistics.class::isInstance).isPresent();
        return changed ? new NodeSpec(node.name(), node.type(), node.featureMaps(), node.dense(),
                Optional.of(new TransferFunction.Logistics()), node.options(), node.line()) : node;
    }
}
