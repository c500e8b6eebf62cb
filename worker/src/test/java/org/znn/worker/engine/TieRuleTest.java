package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.EdgeType;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * The voxel that receives the gradient among equal maxima (ZNN-SEMANTICS 2). A second input with weight 0 marks the
 * voxels: it changes no value, but the gradient of its weight is the sum of the marks of the voxels chosen.
 */
class TieRuleTest {

    private static final TransferFunction IDENTITY = TransferFunction.Linear.IDENTITY;

    @ParameterizedTest
    @EnumSource
    void maxFilterPrefersTheSmallestXThenYThenZ(Precision precision) {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Vec3 window = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(6));
            NetworkSpec spec = marked().maxFilter("max", "a", "output", window, Vec3.ONE).sum("output", 1).spec();
            check(spec, precision, window, Vec3.ONE, random);
        }
    }

    @ParameterizedTest
    @EnumSource
    void maxPoolPrefersTheSmallestXThenYThenZ(Precision precision) {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            Vec3 window = new Vec3(1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3));
            NetworkSpec spec = marked().maxPool("max", "a", "output", window).sum("output", 1).spec();
            check(spec, precision, window, window, random);
        }
    }

    /** A network whose node a is w · input + v · mark. */
    private static NetworkBuilder marked() {
        return new NetworkBuilder().input("input", 1).input("mark", 1).sum("a", 1)
                .conv("w", "input", "a", Vec3.ONE).conv("v", "mark", "a", Vec3.ONE);
    }

    private static void check(NetworkSpec spec, Precision precision, Vec3 window, Vec3 step, Random random) {
        Weights weights = NetworkBuilder.weights(spec, random);
        weights.filters().get("w").values()[0] = 1;
        weights.filters().get("v").values()[0] = 0;
        Vec3 size = new Vec3(2, 3, 5 + random.nextInt(30));
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            TrainingNetwork network =
                    NetworkCompiler.compileTraining(TrainingPlan.of(spec, size, precision), weights, team);
            Vec3 inSize = network.inputSizes().get("input");
            Volume input = Volume.zeros(precision, 1, inSize);
            VolumeAsserts.forEach(input, (c, z, y, x) -> input.set(c, z, y, x, random.nextInt(3) - 1));
            // Every voxel has a different mark, so that the sum identifies the voxels chosen.
            Volume mark = VolumeAsserts.noise(precision, 1, inSize, random);
            Volume gradient = Volume.zeros(precision, 1, size);
            VolumeAsserts.forEach(gradient, (c, z, y, x) -> gradient.set(c, z, y, x, random.nextInt(7) - 3));
            double[] expected = new double[1];
            VolumeAsserts.forEach(gradient, (c, z, y, x) -> {
                Vec3 winner = winner(input, new Vec3(z, y, x).times(step), window);
                expected[0] += gradient.get(c, z, y, x) * mark.get(0, winner.z(), winner.y(), winner.x());
            });
            network.forward(Map.of("input", input, "mark", mark), 1);
            double actual = network.backward(Map.of("output", gradient)).filters().get("v").values()[0];
            assertEquals(expected[0], actual, precision == Precision.FLOAT64 ? 1e-10 : 1e-3, window + ", " + size);
        }
    }

    private static Vec3 winner(Volume input, Vec3 corner, Vec3 window) {
        Vec3 winner = corner;
        for (int x = 0; x < window.x(); x++) {
            for (int y = 0; y < window.y(); y++) {
                for (int z = 0; z < window.z(); z++) {
                    Vec3 voxel = corner.plus(new Vec3(z, y, x));
                    if (input.get(0, voxel.z(), voxel.y(), voxel.x())
                            > input.get(0, winner.z(), winner.y(), winner.x())) {
                        winner = voxel;
                    }
                }
            }
        }
        return winner;
    }

    @ParameterizedTest
    @EnumSource
    void maxoutPrefersTheLaterEdgeByName(Precision precision) {
        NetworkSpec spec = new NetworkBuilder().input("input", 1).transfer("a", 1, IDENTITY).transfer("b", 1, IDENTITY)
                .conv("wa", "input", "a", Vec3.ONE).conv("wb", "input", "b", Vec3.ONE).maxout("output", 1)
                .plain("m1", EdgeType.MAXOUT, "b", "output").plain("m2", EdgeType.MAXOUT, "a", "output").spec();
        Weights weights = NetworkBuilder.weights(spec, new Random(1));
        weights.filters().get("wa").values()[0] = 1;
        weights.filters().get("wb").values()[0] = -1;
        weights.biases().get("a")[0] = 0;
        weights.biases().get("b")[0] = 0;
        Vec3 size = new Vec3(1, 1, 3);
        Volume input = Volume.zeros(precision, 1, size);
        input.set(0, 0, 0, 0, 5);
        input.set(0, 0, 0, 1, -5);
        Volume gradient = Volume.zeros(precision, 1, size);
        gradient.set(0, 0, 0, 0, 1);
        gradient.set(0, 0, 0, 1, 10);
        gradient.set(0, 0, 0, 2, 100);
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            TrainingNetwork network =
                    NetworkCompiler.compileTraining(TrainingPlan.of(spec, size, precision), weights, team);
            network.forward(Map.of("input", input), 1);
            Weights result = network.backward(Map.of("output", gradient));
            assertArrayEquals(new double[] {101}, result.biases().get("a"),
                    "the voxel of 5, and the tie at 0, since m2 is the later edge");
            assertArrayEquals(new double[] {10}, result.biases().get("b"));
        }
    }
}
