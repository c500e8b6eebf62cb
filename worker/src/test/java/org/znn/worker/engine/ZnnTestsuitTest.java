package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.GoldenData;
import org.znn.common.SharedData;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.worker.cost.Softmax;
import org.znn.worker.parallel.ForkJoinTeam;

/** Test files of the original authors: a stored patch and stored weights give the stored output. */
class ZnnTestsuitTest {

    @ParameterizedTest
    @CsvSource({"affinity_net_1_single, N4_A_even, false", "boundary_net_1_double, srini2d_isbi, true"})
    void computesTheStoredPrediction(String name, String net, boolean softmax) {
        Path file = SharedData.path("golden/znn_testsuit/" + name + ".h5");
        NetworkSpec spec = NetworkParser.parse(GoldenData.folder("forward/" + net).resolve("net.znn").toString());
        Weights weights = NetworkFileReader.read(file.toString()).weights();
        String patch = "processing/znn/train/patch/";
        Map<String, Volume> expected = Hdf5.volumes(file, patch + "props", Precision.FLOAT64);
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            for (Variants.Variant variant : Variants.ALL) {
                NetworkPlan plan =
                        NetworkPlan.of(spec, new Vec3(1, 5, 5), variant.precision(), variant.algorithms(spec),
                                team.size());
                InferenceNetwork network = NetworkCompiler.compile(plan, weights, team);
                Map<String, Volume> actual = network.forward(Hdf5.volumes(file, patch + "inputs", variant.precision()));
                if (softmax) {
                    actual.values().forEach(Softmax::overChannels);
                }
                VolumeAsserts.assertClose(expected, actual,
                        variant.precision() == Precision.FLOAT64 && name.endsWith("double") ? 1e-12 : 1e-6,
                        name + " in " + variant);
            }
        }
    }

    /** The stored output gradient, propagated through the network, is the gradient of the documented error of ZNN. */
    @ParameterizedTest
    @CsvSource({"affinity_net_1_single, N4_A_even, false", "boundary_net_1_double, srini2d_isbi, true",
        "boundary_net_1_single, srini2d_isbi, true"})
    void storedOutputGradientBelongsToTheError(String name, String net, boolean softmax) {
        for (Variants.Variant variant : Variants.ALL) {
            if (variant.precision() == Precision.FLOAT64) {
                checkGradient(name, net, softmax, variant);
            }
        }
    }

    private static void checkGradient(String name, String net, boolean softmax, Variants.Variant variant) {
        Path file = SharedData.path("golden/znn_testsuit/" + name + ".h5");
        NetworkSpec spec = NetworkParser.parse(GoldenData.folder("forward/" + net).resolve("net.znn").toString());
        Weights weights = NetworkFileReader.read(file.toString()).weights();
        String patch = "processing/znn/train/patch/";
        Map<String, Volume> inputs = Hdf5.volumes(file, patch + "inputs", Precision.FLOAT64);
        Volume label = Hdf5.volumes(file, patch + "lbls", Precision.FLOAT64).get("output");
        Volume stored = Hdf5.volumes(file, patch + "grdts", Precision.FLOAT64).get("output");
        Volume balance = Hdf5.volumes(file, patch + "props", Precision.FLOAT64).get("output");
        VolumeAsserts.forEach(balance, (c, z, y, x) -> balance.set(c, z, y, x,
                stored.get(c, z, y, x) / (balance.get(c, z, y, x) - label.get(c, z, y, x))));
        double[] flat = TrainingFixture.flat(weights);
        double[] distance = new Random(1).doubles(flat.length, 0, 1e-10).toArray();
        try (ForkJoinTeam team = new ForkJoinTeam(2)) {
            TrainingNetwork network = NetworkCompiler.compileTraining(
                    TrainingPlan.of(spec, new Vec3(1, 5, 5), variant.precision(), variant.algorithms(spec),
                            team.size()), weights, team);
            network.forward(inputs, 1);
            double[] gradient = TrainingFixture.flat(network.backward(Map.of("output", stored)));
            double slope = 0;
            double[] errors = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] moved = flat.clone();
                for (int i = 0; i < moved.length; i++) {
                    // All weights move uphill, so that nothing cancels.
                    moved[i] += (2 * side - 1) * Math.signum(gradient[i]) * distance[i];
                    slope += Math.abs(gradient[i]) * distance[i];
                }
                network.setWeights(TrainingFixture.of(weights, moved));
                errors[side] = error(network.forward(inputs, 1).get("output"), label, balance, softmax);
            }
            assertEquals(errors[1] - errors[0], slope, 1e-5 * slope, name + " in " + variant);
        }
    }

    /** Cross entropy with the weight that the original authors' rebalancing gives each voxel. */
    private static double error(Volume output, Volume label, Volume balance, boolean softmax) {
        if (softmax) {
            Softmax.overChannels(output);
        }
        double[] sum = new double[1];
        VolumeAsserts.forEach(output, (c, z, y, x) -> {
            double p = output.get(c, z, y, x);
            double l = label.get(c, z, y, x);
            sum[0] -= balance.get(c, z, y, x) * (l * Math.log(p) + (softmax ? 0 : (1 - l) * Math.log(1 - p)));
        });
        return sum[0];
    }
}
