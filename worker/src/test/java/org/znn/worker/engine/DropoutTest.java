package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Dropout: share of kept voxels, independence of masks, and the same mask in both directions. */
class DropoutTest {

    private static final double KEEP = 0.7;
    private static final Vec3 SIZE = new Vec3(4, 50, 60);
    private static final NetworkSpec SPEC = new NetworkBuilder().input("input", 1)
            .transfer("a", 2, TransferFunction.Linear.IDENTITY).conv("c", "input", "a", Vec3.ONE)
            .sum("first", 2).plain("drop1", EdgeType.DROPOUT, "a", "first")
            .sum("second", 2).plain("drop2", EdgeType.DROPOUT, "a", "second").spec();
    /** Weights for which node a is 1 everywhere, for any input. */
    private static final Weights ONES = ones();

    private static Weights ones() {
        Weights weights = NetworkBuilder.weights(SPEC, new Random(1));
        weights.filters().get("c").values()[0] = 0;
        weights.filters().get("c").values()[1] = 0;
        weights.biases().put("a", new double[] {1, 1});
        return weights;
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRequestedShareAndScalesIt(Precision precision) {
        Volume kept = forward(precision, 7).get("first");
        double[] sum = new double[1];
        VolumeAsserts.forEach(kept, (c, z, y, x) -> {
            double value = kept.get(c, z, y, x);
            assertTrue(value == 0 || Math.abs(value - 1 / KEEP) < 1e-6, "" + value);
            sum[0] += value;
        });
        // The standard deviation of the mean of 24,000 voxels is √(0.3/0.7/24000) = 0.0042.
        assertEquals(1, sum[0] / 24_000, 0.017);
    }

    @ParameterizedTest
    @EnumSource
    void masksAreIndependent(Precision precision) {
        Volume mask = forward(precision, 7).get("first");
        assertEquals(0, disagreement(mask, forward(precision, 7).get("first"), 0, Vec3.ZERO), "same seed");
        assertIndependent(disagreement(mask, forward(precision, 8).get("first"), 0, Vec3.ZERO), "another seed");
        assertIndependent(disagreement(mask, forward(precision, 7).get("second"), 0, Vec3.ZERO), "another edge");
        assertIndependent(disagreement(mask, mask, 1, Vec3.ZERO), "another map");
        assertIndependent(disagreement(mask, mask, 0, new Vec3(1, 0, 0)), "the next section");
        assertIndependent(disagreement(mask, mask, 0, new Vec3(0, 1, 0)), "the next row");
        assertIndependent(disagreement(mask, mask, 0, new Vec3(0, 0, 1)), "the next voxel");
        assertIndependent(disagreement(mask, mask, 0, new Vec3(0, 1, 1)), "the next row, shifted");
    }

    private static void assertIndependent(double disagreement, String message) {
        assertEquals(2 * KEEP * (1 - KEEP), disagreement, 0.02, message);
    }

    /** Share of the voxels that one of two masks keeps and the other drops, the second shifted by maps and voxels. */
    private static double disagreement(Volume a, Volume b, int map, Vec3 shift) {
        int[] count = new int[2];
        VolumeAsserts.forEach(a, (c, z, y, x) -> {
            if (c + map < 2 && z + shift.z() < SIZE.z() && y + shift.y() < SIZE.y() && x + shift.x() < SIZE.x()) {
                boolean other = b.get(c + map, z + shift.z(), y + shift.y(), x + shift.x()) != 0;
                count[0] += a.get(c, z, y, x) != 0 != other ? 1 : 0;
                count[1]++;
            }
        });
        return (double) count[0] / count[1];
    }

    @ParameterizedTest
    @EnumSource
    void backwardUsesTheMaskOfForward(Precision precision) {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            TrainingNetwork network = network(precision, team);
            Volume mask = network.forward(Map.of("input", Volume.zeros(precision, 1, SIZE)), 9).get("first");
            Volume gradient = VolumeAsserts.noise(precision, 2, SIZE, new Random(4));
            double[] biases = network.backward(Map.of("first", gradient)).biases().get("a");
            double[] expected = new double[2];
            VolumeAsserts.forEach(mask, (c, z, y, x) ->
                    expected[c] += mask.get(c, z, y, x) * gradient.get(c, z, y, x));
            assertEquals(expected[0], biases[0], precision == Precision.FLOAT64 ? 1e-9 : 1e-3);
            assertEquals(expected[1], biases[1], precision == Precision.FLOAT64 ? 1e-9 : 1e-3);
        }
    }

    private static Map<String, Volume> forward(Precision precision, long seed) {
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            return network(precision, team).forward(Map.of("input", Volume.zeros(precision, 1, SIZE)), seed);
        }
    }

    private static TrainingNetwork network(Precision precision, ForkJoinTeam team) {
        return NetworkCompiler.compileTraining(TrainingPlan.of(SPEC, SIZE, precision), ONES, team);
    }
}
