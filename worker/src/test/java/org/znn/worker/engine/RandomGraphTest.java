package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ThreadTeam;

/** Random graphs of every node and edge type against plain loops. */
class RandomGraphTest {

    @Test
    void planAloneIsRight() {
        for (long seed = 0; seed < 400; seed++) {
            check(seed, new NaiveArithmetic(), 1e-12);
        }
    }

    private static <A> void check(long seed, Arithmetic<A> arithmetic, double tolerance) {
        Random random = new Random(seed);
        NetworkSpec spec = RandomNetwork.of(seed);
        Weights weights = NetworkDraft.weights(spec, random);
        Vec3 size = new Vec3(1 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(6));
        try (ThreadTeam team = new ThreadTeam(2)) {
            NetworkPlan plan = new NetworkPlan(spec, size, arithmetic);
            CompiledNetwork network = new Program<>(arithmetic, plan, weights, team);
            Map<String, Volume> inputs = new TreeMap<>();
            plan.inputSizes().forEach((n, s) -> inputs.put(n, noise(spec.node(n).size(), s, random)));
            Map<String, Volume> expected = ReferenceNetwork.forward(spec, weights, inputs);
            Map<String, Volume> actual = network.forward(inputs);
            assertEquals(expected.keySet(), actual.keySet(), "seed " + seed);
            expected.forEach((n, e) -> assertClose(e, actual.get(n), tolerance, "seed " + seed + " output " + n));
        }
    }

    private static void assertClose(Volume expected, Volume actual, double tolerance, String message) {
        assertEquals(expected.channels(), actual.channels(), message);
        assertEquals(expected.size(), actual.size(), message);
        Vec3 s = expected.size();
        for (int c = 0; c < expected.channels(); c++) {
            for (int z = 0; z < s.z(); z++) {
                for (int y = 0; y < s.y(); y++) {
                    for (int x = 0; x < s.x(); x++) {
                        assertEquals(expected.get(c, z, y, x), actual.get(c, z, y, x), tolerance, message);
                    }
                }
            }
        }
    }

    private static Volume noise(int channels, Vec3 size, Random random) {
        Volume volume = Volume.zeros(Precision.FLOAT64, channels, size);
        double[] data = ((DoubleVolume) volume).data();
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return volume;
    }
}
