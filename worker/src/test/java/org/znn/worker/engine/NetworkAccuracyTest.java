package org.znn.worker.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.NodeSpec;
import org.znn.common.network.TransferFunction;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * In float32, the error of ZNN's own networks with every algorithm is at most twice that with direct convolution,
 * before any softmax or logistic. The reference is float64.
 */
class NetworkAccuracyTest {

    private static final long SEED = 1;
    private static final double MAX_RATIO = 2;

    @ParameterizedTest
    @CsvSource({"N4_relu.znn, '1,24,32'", "VD2D.znn, '1,24,32'", "srini2d.znn, '1,24,32'", "3d_3.znn, '4,4,4'"})
    void randomWeights(String name, String outputSize, TestReporter reporter) {
        check(name, outputSize, reporter);
    }

    /** Without the networks of the ZNNi paper, whose passes take too long in float64. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"VD2D3D.znn, '2,16,16'", "3d_5.znn, '4,4,4'", "3d_7.znn, '2,2,2'"})
    void randomWeightsOfLargerNetworks(String name, String outputSize, TestReporter reporter) {
        check(name, outputSize, reporter);
    }

    @Test
    void trainedWeightsOnARealSection(TestReporter reporter) throws Exception {
        NetworkSpec spec = NetworkParser.parse(SharedData.path("data/networks/N4_relu.znn").toString());
        Weights weights = NetworkFileReader.read(SharedData.path("data/nets/piriform_N4.h5").toString()).weights();
        Vec3 size = new Vec3(1, 48, 64);
        Vec3 patch = NetworkPlan.of(spec, size, Precision.FLOAT64).inputSizes().get("input");
        Volume image = standardised(SharedData.path("data/isbi2012/test-volume.tif"),
                new Box(new Vec3(5, 100, 200), patch));
        Network network = new Network(spec, weights, size);
        network.check("trained N4_relu", Map.of("input", image), reporter);
    }

    private static void check(String name, String outputSize, TestReporter reporter) {
        Random random = new Random(SEED);
        NetworkSpec spec = withLinearOutputs(
                NetworkParser.parse(SharedData.path("data/networks/" + name).toString()));
        Network network = new Network(spec, NetworkBuilder.weights(spec, random), Vec3.parse(outputSize));
        Map<String, Vec3> sizes = NetworkPlan.of(spec, network.size(), Precision.FLOAT64).inputSizes();
        network.check(name, VolumeAsserts.noise(Precision.FLOAT64, spec, sizes, random), reporter);
    }

    /** Replaces the functions of the output nodes by the identity. */
    private static NetworkSpec withLinearOutputs(NetworkSpec spec) {
        return new NetworkSpec(spec.source(), spec.nodes().stream().map(n -> spec.outputs().contains(n)
                ? new NodeSpec(n.name(), n.type(), n.featureMaps(), n.dense(),
                        Optional.of(TransferFunction.Linear.IDENTITY),
                n.options(), n.line()) : n).toList(), spec.edges());
    }

    /** A box of an image with mean 0 and standard deviation 1, rounded to float32. */
    private static Volume standardised(Path file, Box box) throws Exception {
        try (VolumeReader reader = VolumeReaders.open(file.toString())) {
            Volume image = reader.read(box, Precision.FLOAT64);
            double[] sums = new double[2];
            VolumeAsserts.forEach(image, (c, z, y, x) -> {
                sums[0] += image.get(c, z, y, x);
                sums[1] += image.get(c, z, y, x) * image.get(c, z, y, x);
            });
            double mean = sums[0] / box.size().product();
            double deviation = Math.sqrt(sums[1] / box.size().product() - mean * mean);
            VolumeAsserts.forEach(image, (c, z, y, x) ->
                    image.set(c, z, y, x, (float) ((image.get(c, z, y, x) - mean) / deviation)));
            return image;
        }
    }

    /** A network with its weights and output size. */
    private record Network(NetworkSpec spec, Weights weights, Vec3 size) {

        void check(String name, Map<String, Volume> inputs, TestReporter reporter) {
            Map<String, Volume> float32Inputs = new TreeMap<>();
            inputs.forEach((node, volume) -> float32Inputs.put(node, toFloat32(volume)));
            Map<String, Volume> exact = outputs(Precision.FLOAT64, AlgorithmKind.DIRECT, inputs);
            Errors direct = Errors.of(exact, outputs(Precision.FLOAT32, AlgorithmKind.DIRECT, float32Inputs));
            StringBuilder table = new StringBuilder(name + " direct: " + direct);
            boolean accurate = true;
            for (AlgorithmKind kind : AlgorithmKind.values()) {
                if (kind != AlgorithmKind.DIRECT) {
                    Errors errors = Errors.of(exact, outputs(Precision.FLOAT32, kind, float32Inputs));
                    accurate &= errors.max() <= MAX_RATIO * direct.max() && errors.rms() <= MAX_RATIO * direct.rms();
                    table.append(String.format("; %s %.2f times the max error of direct (rms %.2f times)", kind.text(),
                            errors.max() / direct.max(), errors.rms() / direct.rms()));
                }
            }
            reporter.publishEntry(table.toString());
            assertTrue(accurate, table::toString);
        }

        private Map<String, Volume> outputs(Precision precision, AlgorithmKind kind,
                Map<String, Volume> inputs) {
            AlgorithmSelection algorithms = new Variants.Variant(precision, kind).algorithms(spec);
            try (ForkJoinTeam team = new ForkJoinTeam(2)) {
                return NetworkCompiler.compile(NetworkPlan.of(spec, size, precision, algorithms, team.size()), weights,
                        team).forward(inputs);
            }
        }

        private static Volume toFloat32(Volume volume) {
            Volume rounded = Volume.zeros(Precision.FLOAT32, volume.channels(), volume.size());
            VolumeAsserts.forEach(rounded, (c, z, y, x) -> rounded.set(c, z, y, x, volume.get(c, z, y, x)));
            return rounded;
        }
    }

    /**
     * Errors relative to the root mean square of the exact values.
     *
     * @param max largest error
     * @param rms root mean square of all errors
     */
    private record Errors(double max, double rms) {

        static Errors of(Map<String, Volume> exact, Map<String, Volume> actual) {
            double[] sums = new double[4];
            exact.forEach((name, volume) -> VolumeAsserts.forEach(volume, (c, z, y, x) -> {
                double value = volume.get(c, z, y, x);
                double error = Math.abs(actual.get(name).get(c, z, y, x) - value);
                sums[0] = Math.max(sums[0], error);
                sums[1] += error * error;
                sums[2] += value * value;
                sums[3]++;
            }));
            double rms = Math.sqrt(sums[2] / sums[3]);
            return new Errors(sums[0] / rms, Math.sqrt(sums[1] / sums[3]) / rms);
        }

        @Override
        public String toString() {
            return String.format("max error %.2g of the rms, rms %.2g", max, rms);
        }
    }
}
