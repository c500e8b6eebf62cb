package org.znn.worker.engine;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.simd.Simd;

/** Random graphs of every node and edge type against {@link ReferenceNetwork}. */
class RandomGraphTest {

    @Test
    void plansAreCorrectWithNaiveKernels() {
        for (long seed = 0; seed < 400; seed++) {
            check(seed, new NaiveBackend(), AlgorithmKind.DIRECT, 1e-12);
        }
    }

    @ParameterizedTest
    @FieldSource("org.znn.worker.engine.Variants#ALL")
    void everyVariantIsCorrect(Variants.Variant variant) {
        for (long seed = 0; seed < 200; seed++) {
            check(seed, Backends.of(variant.precision()), variant.algorithm(),
                    variant.precision() == Precision.FLOAT32 ? 2e-5 : 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "FFT"})
    void scalarFloat32IsCorrect(AlgorithmKind kind) {
        for (long seed = 200; seed < 300; seed++) {
            check(seed, new FloatBackend(Simd.scalar()), kind, 2e-5);
        }
    }

    private static <A> void check(long seed, Backend<A> backend, AlgorithmKind kind, double tolerance) {
        Random random = new Random(seed);
        NetworkSpec spec = RandomNetwork.of(seed);
        Weights weights = NetworkBuilder.weights(spec, random);
        Vec3 size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(20));
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            NetworkPlan plan = NetworkPlan.of(spec, size, backend, Variants.uniform(spec, backend, kind),
                    team.size());
            InferenceNetwork network = new CompiledForward(plan, weights, team);
            Map<String, Volume> inputs =
                    VolumeAsserts.noise(backend.precision(), spec, plan.inputSizes(), random);
            Map<String, Volume> expected = ReferenceNetwork.forward(spec, weights, inputs);
            VolumeAsserts.assertClose(expected, network.forward(inputs), tolerance, "seed " + seed + " by " + kind);
        }
    }
}
