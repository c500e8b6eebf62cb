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
 * Gradients of random graphs of every node and edge type against central differences of Σ r·output, r random. The
 * differences are those of float64, in buffers that are full of NaN at first.
 */
class NumericGradientTest {

    private static final double STEP = 1e-6;
    /** Of the greatest derivative; the difference quotient itself is no better. */
    private static final double TOLERANCE = 1e-7;
    private static final double FLOAT32_TOLERANCE = 2e-5;
    private static final int WEIGHTS_TRIED = 40;

    /** Every way to compute in float32. */
    static List<AlgorithmKind> float32Methods() {
        return Variants.ALL.stream().filter(w -> w.precision() == Precision.FLOAT32).map(Variants.Variant::algorithm).toList();
    }

    @Test
    void plansAreRightApartFromTheKernels() {
        for (long seed = 0; seed < 150; seed++) {
            new Case(seed).check(new NaiveBackend(), AlgorithmKind.DIRECT, TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void float64IsRight(AlgorithmKind method) {
        for (long seed = 150; seed < 250; seed++) {
            new Case(seed).check(Backends.of(Precision.FLOAT64), method, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("float32Methods")
    void float32IsRight(AlgorithmKind method) {
        for (long seed = 250; seed < 350; seed++) {
            new Case(seed).check(Backends.of(Precision.FLOAT32), method, FLOAT32_TOLERANCE);
        }
    }

    /** A graph with weights; patches and r are the same in both precisions. */
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

        void check(Backend<?> arithmetic, AlgorithmKind method, double tolerance) {
            double[] gradient = gradient(arithmetic, method);
            double greatest = 1e-3;
            for (double g : gradient) {
                greatest = Math.max(greatest, Math.abs(g));
            }
            boolean itself = arithmetic.precision() == Precision.FLOAT64;
            Map<Integer, Double> differences = differences(itself ? arithmetic : Backends.of(Precision.FLOAT64),
                    itself ? method : AlgorithmKind.DIRECT);
            for (Map.Entry<Integer, Double> e : differences.entrySet()) {
                double actual = gradient[e.getKey()];
                assertTrue(Math.abs(e.getValue() - actual) <= tolerance * greatest, "seed " + seed + " by " + method
                        + ", weight " + e.getKey() + ": " + actual + ", by differences " + e.getValue());
            }
        }

        private double[] gradient(Backend<?> arithmetic, AlgorithmKind method) {
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                TrainingNetwork network = TrainingFixture.compile(arithmetic, method, spec, size, weights, team);
                network.forward(inputs(network, arithmetic.precision()), seed);
                double[] gradient = TrainingFixture.flat(network.backward(direction(arithmetic.precision())));
                assertEquals(TrainingFixture.flat(weights).length, gradient.length, "seed " + seed);
                return gradient;
            }
        }

        /** The derivative by some of the weights, by their place. */
        private Map<Integer, Double> differences(Backend<?> arithmetic, AlgorithmKind method) {
            Random random = new Random(seed + 2);
            double[] flat = TrainingFixture.flat(weights);
            Map<Integer, Double> differences = new TreeMap<>();
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                TrainingNetwork network = TrainingFixture.compile(arithmetic, method, spec, size, weights, team);
                Map<String, Volume> inputs = inputs(network, Precision.FLOAT64);
                Map<String, Volume> direction = direction(Precision.FLOAT64);
                for (int i = 0; i < WEIGHTS_TRIED; i++) {
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

    /** The same graph with logistics for forward_logistics, whose gradient is not its derivative. */
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
