package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ThreadTeam;

/**
 * Gradients of random graphs of every node and edge type against central differences of Σ r·output, r random. In
 * float64, in buffers that are full of NaN at first.
 */
class NumericGradientTest {

    private static final double STEP = 1e-6;
    /** Of the greatest derivative; the difference quotient itself is no better. */
    private static final double TOLERANCE = 1e-7;

    @Test
    void plansAreRightApartFromTheKernels() {
        for (long seed = 0; seed < 150; seed++) {
            check(seed, new NaiveArithmetic(), ConvolutionMethod.DIRECT, 40);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void float64IsRight(ConvolutionMethod method) {
        for (long seed = 150; seed < 250; seed++) {
            check(seed, Arithmetics.of(Precision.FLOAT64), method, 40);
        }
    }

    private static <A> void check(long seed, Arithmetic<A> arithmetic, ConvolutionMethod method, int weightsTried) {
        Random random = new Random(seed);
        NetworkSpec spec = differentiable(RandomNetwork.of(seed));
        Weights weights = NetworkDraft.weights(spec, random);
        Vec3 size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(6));
        try (ThreadTeam team = new ThreadTeam(2)) {
            TrainingNetwork network = TrainingDraft.compile(arithmetic, method, spec, size, weights, team);
            Map<String, Volume> inputs = TrainingDraft.inputs(spec, network, Precision.FLOAT64, random);
            Map<String, Volume> direction =
                    TrainingDraft.outputGradients(spec, size, Precision.FLOAT64, random);
            network.forward(inputs, seed);
            double[] gradient = TrainingDraft.flat(network.backward(direction));
            double[] flat = TrainingDraft.flat(weights);
            assertEquals(flat.length, gradient.length, "seed " + seed);
            double greatest = 1e-3;
            for (double g : gradient) {
                greatest = Math.max(greatest, Math.abs(g));
            }
            for (int i = 0; i < weightsTried; i++) {
                int weight = random.nextInt(flat.length);
                double[] values = new double[2];
                for (int side = 0; side < 2; side++) {
                    double[] moved = flat.clone();
                    moved[weight] += side == 0 ? -STEP : STEP;
                    network.use(TrainingDraft.of(weights, moved));
                    values[side] = TrainingDraft.product(network.forward(inputs, seed), direction);
                }
                double expected = (values[1] - values[0]) / (2 * STEP);
                assertTrue(Math.abs(expected - gradient[weight]) <= TOLERANCE * greatest, "seed " + seed + ", weight "
                        + weight + ": " + gradient[weight] + ", by differences " + expected);
            }
        }
    }

    /** The same graph with logistics for forward_logistics, whose gradient is not its derivative. */
    private static NetworkSpec differentiable(NetworkSpec spec) {
        return new NetworkSpec(spec.source(), spec.nodes().stream().map(NumericGradientTest::differentiable).toList(),
                spec.edges());
    }

    private static NodeSpec differentiable(NodeSpec node) {
        boolean changed = node.function().filter(TransferFunction.ForwardLogistics.class::isInstance).isPresent();
        return changed ? new NodeSpec(node.name(), node.type(), node.size(), node.dense(),
                Optional.of(new TransferFunction.Logistics()), node.options(), node.line()) : node;
    }
}
