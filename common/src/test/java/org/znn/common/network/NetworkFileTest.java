package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import io.jhdf.HdfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.GoldenData;
import org.znn.common.SharedData;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;

/** Tests reading and writing of ZNN's network files. Expected values were read with h5py. */
class NetworkFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsANetworkTrainedByZnn() {
        NetworkFile file = NetworkFileReader.read(SharedData.path("data/nets/piriform_N4.h5").toString());
        assertEquals(Precision.FLOAT32, file.precision());
        assertEquals("0.000110341141", file.options().get("conv1").get("eta"));
        assertEquals("1,4,4", file.options().get("conv1").get("size"));
        assertArrayEquals(new double[] {-0.30157333612442017, 0.30157363414764404},
                file.weights().biases().get("output"), 1e-9);
        assertEquals(1500, file.curve().train().iterations().length);
        assertEquals(750, file.curve().test().values().get("cls").length);
        assertEquals(150_000, file.curve().lastIteration());
        assertEquals(2.1324809765815735, file.curve().secondsPerIteration());
    }

    @Test
    void undoesTheStorageOrderOfKernels() {
        double[] stored = new double[24];
        for (int z = 0, n = 0; z < 2; z++) {
            for (int y = 0; y < 3; y++) {
                for (int x = 0; x < 4; x++, n++) {
                    stored[(x * 3 + y) * 2 + z] = 100 * z + 10 * y + x;
                }
            }
        }
        Vec3 size = new Vec3(2, 3, 4);
        Filters filters = new Filters(1, 1, size, KernelStorageOrder.toZyx(stored, size));
        assertEquals(112, filters.get(0, 0, 1, 1, 2));
        assertEquals(23, filters.get(0, 0, 0, 2, 3));
        assertArrayEquals(stored, KernelStorageOrder.toStored(filters.values(), size));
    }

    /** The golden gradients are in true (z, y, x) order: gradient descent must lead from one file to the other. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny3d_binomial", "tiny3d_no_momentum", "srini2d_softmax"})
    void goldenGradientsLeadFromOneFileToTheNext(String name) {
        Path golden = GoldenData.folder("train/" + name);
        NetworkFile before = NetworkFileReader.read(golden.resolve("net_0.h5").toString());
        NetworkFile after = NetworkFileReader.read(golden.resolve("net_3.h5").toString());
        try (HdfFile hdf = new HdfFile(golden.resolve("case.h5"))) {
            double eta = (double) hdf.getDatasetByPath("/eta").getData();
            double mu = (double) hdf.getDatasetByPath("/momentum").getData();
            double decay = (double) hdf.getDatasetByPath("/weight_decay").getData();
            double voxels = LongStream.of((long[]) hdf.getDatasetByPath("/outsz").getData()).reduce(1, (a, b) -> a * b);
            before.weights().filters().forEach((layer, filters) -> {
                double[] w = filters.values().clone();
                double[] v = before.momentum().filters().get(layer).values().clone();
                for (int step = 0; step < 3; step++) {
                    double[] g = (double[]) hdf.getDatasetByPath("/step" + step + "/filter_gradient_zyx/" + layer)
                            .getDataFlat();
                    for (int i = 0; i < w.length; i++) {
                        v[i] = mu * v[i] - eta * g[i] / voxels - eta * decay * w[i];
                        w[i] += v[i];
                    }
                }
                assertArrayEquals(w, after.weights().filters().get(layer).values(), 1e-12, layer);
                if (mu != 0) {
                    assertArrayEquals(v, after.momentum().filters().get(layer).values(), 1e-12, layer);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d_3_max_pool", "N4_A_even", "VD2D3D_two_inputs", "srini2d_isbi", "srini_logistics"})
    void loadsGoldenNetworks(String name) {
        Path golden = GoldenData.folder("forward/" + name);
        NetworkSpec spec = NetworkParser.parse(golden.resolve("net.znn").toString());
        NetworkFile file = NetworkFileReader.read(golden.resolve("net.h5").toString());
        Diagnostics diagnostics = new Diagnostics();
        WeightLoader.LoadedWeights loaded = WeightLoader.load(spec, file, diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        assertEquals(List.of(), diagnostics.warnings());
        assertEquals(spec.edges().stream().filter(e -> e.type() == EdgeType.CONV).count(),
                loaded.weights().filters().size());
        NetworkSpec rebuilt = file.network(diagnostics).orElseThrow();
        assertEquals(NetworkGeometry.of(spec).sizes(new Vec3(3, 5, 7)),
                NetworkGeometry.of(rebuilt).sizes(new Vec3(3, 5, 7)));
        assertEquals(spec.nodes().stream().map(NodeSpec::function).toList(),
                rebuilt.nodes().stream().map(NodeSpec::function).toList());
    }

    @Test
    void everyPublishedNetworkFileIsReadAndRebuilt() {
        readAndRebuild(Stream.of("data/nets", "golden/znn_testsuit")
                .flatMap(folder -> SharedData.files(folder, ".h5").stream()).toList(), 5);
    }

    @Test
    void everyGoldenNetworkFileIsReadAndRebuilt() {
        readAndRebuild(GoldenData.networkFiles(), 11);
    }

    private static void readAndRebuild(List<Path> files, int minFiles) {
        assertTrue(files.size() >= minFiles);
        for (Path path : files) {
            Diagnostics diagnostics = new Diagnostics();
            NetworkFile file = NetworkFileReader.read(path.toString(), diagnostics).orElseThrow();
            assertTrue(file.network(diagnostics).isPresent(), () -> diagnostics.errors().toString());
        }
    }

    @Test
    void readsADivergedNetworkWithAWarning() {
        NetworkFile file = NetworkFileReader.read(SharedData.path("data/nets/srini2d_diverged_nan.h5").toString());
        NetworkSpec spec = NetworkParser.parse(SharedData.path("data/networks/srini2d.znn").toString());
        Diagnostics diagnostics = new Diagnostics();
        WeightLoader.load(spec, file, diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        assertTrue(diagnostics.warnings().get(0).message().contains("conv1, conv2, conv3, conv4, conv5, nl1"),
                diagnostics.warnings().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT32", "FLOAT64"})
    void roundTripsWeightsAndCurve(Precision precision) throws IOException {
        NetworkSpec spec = TestNetworks.SMALL;
        Weights weights = InitialWeights.draw(spec, 7, new Diagnostics());
        Weights momentum = InitialWeights.draw(spec, 8, new Diagnostics());
        LearningCurve curve = new LearningCurve(
                new LearningCurve.Series(new long[] {10, 20},
                        Map.of("err", new double[] {.5, .25}, "cls", new double[] {.1, .05})),
                new LearningCurve.Series(new long[0], Map.of("err", new double[0])), 1.5);
        Path path = folder.resolve("deep/net.h5");
        NetworkFileWriter writer = new NetworkFileWriter(precision, new Hyperparameters(0.01, 0.9, 0));
        long[] iterations = LongStream.rangeClosed(1, 1000).toArray();
        LearningCurve longCurve = new LearningCurve(
                new LearningCurve.Series(iterations, Map.of("err", new double[iterations.length])), curve.test(), 1);
        writer.write(path, TestNetworks.saved(spec, weights, momentum, longCurve));
        long replaced = Files.size(path);
        writer.write(path, TestNetworks.saved(spec, weights, momentum, curve));
        assertTrue(Files.size(path) < replaced, "a longer file is replaced as a whole");

        NetworkFile file = NetworkFileReader.read(path.toString());
        assertEquals(precision, file.precision());
        double tolerance = precision == Precision.FLOAT32 ? 1e-7 : 0;
        WeightLoader.LoadedWeights loaded = WeightLoader.load(spec, file, new Diagnostics());
        assertArrayEquals(weights.filters().get("c1").values(), loaded.weights().filters().get("c1").values(),
                tolerance);
        assertArrayEquals(momentum.filters().get("c1").values(), loaded.momentum().filters().get("c1").values(),
                tolerance);
        assertArrayEquals(weights.biases().get("out"), loaded.weights().biases().get("out"), tolerance);
        assertArrayEquals(new long[] {10, 20}, file.curve().train().iterations());
        assertArrayEquals(new double[] {.5, .25}, file.curve().train().values().get("err"));
        assertEquals(1.5, file.curve().secondsPerIteration());
        assertEquals("0.01", file.options().get("out").get("eta"));
        assertEquals("kept", file.options().get("c1").get("remark"));
        assertEquals(spec.nodes().stream().map(NodeSpec::function).toList(),
                file.network(new Diagnostics()).orElseThrow().nodes().stream().map(NodeSpec::function).toList());
        try (Stream<Path> left = Files.list(path.getParent())) {
            assertEquals(List.of(path), left.toList());
        }
    }

    @Test
    void writesZnnsStorageOrder() throws IOException {
        NetworkSpec spec = TestNetworks.SMALL;
        Weights weights = InitialWeights.draw(spec, 7, new Diagnostics());
        Path path = folder.resolve("net.h5");
        new NetworkFileWriter(Precision.FLOAT64, new Hyperparameters(0, 0, 0))
                .write(path, TestNetworks.saved(spec, weights, weights, LearningCurve.EMPTY));
        try (HdfFile hdf = new HdfFile(path)) {
            double[] flat = (double[]) hdf.getDatasetByPath("/processing/znn/train/network/c1/filters").getDataFlat();
            Filters filters = weights.filters().get("c1");
            // The kernel of size 1,2,3 from map 0 to map 1 is the second in the file; element (x·ky + y)·kz + z.
            assertEquals(filters.get(0, 1, 0, 1, 2), flat[6 + (2 * 2 + 1)]);
        }
    }

    @Test
    void loadsMatchingLayersOfASeed() throws IOException {
        NetworkSpec spec = TestNetworks.SMALL;
        Weights trained = InitialWeights.draw(spec, 7, new Diagnostics());
        Path path = folder.resolve("seed.h5");
        new NetworkFileWriter(Precision.FLOAT64, new Hyperparameters(0, 0, 0))
                .write(path, TestNetworks.saved(spec, trained, trained, LearningCurve.EMPTY));
        NetworkSpec other = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("edges c2", "edges c3")
                .replace("remark kept", "load 0"));
        Weights initial = InitialWeights.draw(other, 1, new Diagnostics());
        Diagnostics diagnostics = new Diagnostics();
        Weights seeded = WeightLoader.loadSeed(other, NetworkFileReader.read(path.toString()), 1, diagnostics)
                .weights();
        assertEquals(Set.of("c1", "c3"), seeded.filters().keySet());
        assertArrayEquals(initial.filters().get("c1").values(), seeded.filters().get("c1").values());
        assertArrayEquals(initial.filters().get("c3").values(), seeded.filters().get("c3").values());
        assertArrayEquals(trained.biases().get("n1"), seeded.biases().get("n1"));
        assertTrue(diagnostics.warnings().toString().contains("layer(s) c3 not found"),
                diagnostics.warnings().toString());
        assertTrue(diagnostics.warnings().toString().contains("layer(s) c2 of the file are not in"));
    }
}
