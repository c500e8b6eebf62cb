package org.znn.worker.engine;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.ConvolutionMethod;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ThreadTeam;
import org.znn.worker.simd.Simd;

/** Random graphs of every node and edge type against plain loops. */
class RandomGraphTest {

    @Test
    void plansAreRightApartFromTheKernels() {
        for (long seed = 0; seed < 400; seed++) {
            check(seed, new NaiveArithmetic(), ConvolutionMethod.DIRECT, 1e-12);
        }
    }

    @ParameterizedTest
    @FieldSource("org.znn.worker.engine.Choices#WAYS")
    void eachWayIsRight(Choices.Way way) {
        for (long seed = 0; seed < 200; seed++) {
            check(seed, Arithmetics.of(way.precision()), way.method(),
                    way.precision() == Precision.FLOAT32 ? 2e-5 : 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void float32WithoutVectorsIsRight(ConvolutionMethod method) {
        for (long seed = 200; seed < 300; seed++) {
            check(seed, new FloatArithmetic(Simd.scalar()), method, 2e-5);
        }
    }

    private static <A> void check(long seed, Arithmetic<A> arithmetic, ConvolutionMethod method, double tolerance) {
        Random random = new Random(seed);
        NetworkSpec spec = RandomNetwork.of(seed);
        Weights weights = NetworkDraft.weights(spec, random);
        Vec3 size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(20));
        try (ThreadTeam team = new ThreadTeam(2)) {
            NetworkPlan plan = new NetworkPlan(spec, size, arithmetic, Choices.all(spec, arithmetic, method),
                    team.size());
            CompiledNetwork network = new Program<>(arithmetic, plan, weights, team);
            Map<String, Volume> inputs = new TreeMap<>();
            plan.inputSizes().forEach((n, s) ->
                    inputs.put(n, Compare.noise(arithmetic.precision(), spec.node(n).size(), s, random)));
            Map<String, Volume> expected = ReferenceNetwork.forward(spec, weights, inputs);
            Compare.assertClose(expected, network.forward(inputs), tolerance, "seed " + seed + " by " + method);
        }
    }
}
