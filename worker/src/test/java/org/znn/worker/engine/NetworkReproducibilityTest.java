package org.znn.worker.engine;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/** The bits of a voxel do not depend on the number of threads, nor on the patch that contains it. */
class NetworkReproducibilityTest {

    private static final NetworkSpec SPEC = NetworkBuilder.mixed();

    @ParameterizedTest
    @EnumSource
    void isBitIdenticalForAnyThreadCount(Precision precision) {
        Vec3 size = new Vec3(3, 29, 45);
        Weights weights = NetworkBuilder.weights(SPEC, new Random(3));
        Map<String, Volume> expected = Map.of();
        for (int threads = 1; threads <= 3; threads++) {
            try (ForkJoinTeam team = new ForkJoinTeam(threads)) {
                InferenceNetwork network =
                        NetworkCompiler.compile(NetworkPlan.of(SPEC, size, precision), weights, team);
                Map<String, Volume> outputs = network.forward(patches(network, precision));
                expected = threads == 1 ? outputs : expected;
                assertSame(outputs, expected, Vec3.ZERO, threads + " threads");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isBitIdenticalInAnyPatch(Precision precision) {
        Weights weights = NetworkBuilder.weights(SPEC, new Random(3));
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            InferenceNetwork large =
                    NetworkCompiler.compile(NetworkPlan.of(SPEC, new Vec3(3, 29, 45), precision), weights, team);
            Map<String, Volume> whole = patches(large, precision);
            Map<String, Volume> outputs = large.forward(whole);
            Random random = new Random(11);
            for (Vec3 size : new Vec3[] {Vec3.ONE, new Vec3(1, 8, 16), new Vec3(2, 5, 17), new Vec3(3, 29, 31)}) {
                InferenceNetwork small = NetworkCompiler.compile(NetworkPlan.of(SPEC, size, precision), weights, team);
                for (int i = 0; i < 5; i++) {
                    Vec3 corner = new Vec3(random.nextInt(4 - size.z()), random.nextInt(30 - size.y()),
                            random.nextInt(46 - size.x()));
                    Map<String, Volume> parts = new TreeMap<>();
                    whole.forEach((n, v) -> parts.put(n, VolumeAsserts.cut(v, corner, small.inputSizes().get(n))));
                    assertSame(small.forward(parts), outputs, corner, "patch of " + size + " at " + corner);
                }
            }
        }
    }

    private static Map<String, Volume> patches(InferenceNetwork network, Precision precision) {
        return VolumeAsserts.noise(precision, SPEC, network.inputSizes(), new Random(7));
    }

    private static void assertSame(Map<String, Volume> parts, Map<String, Volume> whole, Vec3 corner,
            String message) {
        parts.forEach((n, part) -> VolumeAsserts.assertSameBits(part, whole.get(n), corner, message + ", " + n));
    }
}
