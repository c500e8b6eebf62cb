package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.ExternalTools;
import org.znn.common.volume.FloatVolume;
import org.znn.common.volume.Precision;
import org.znn.common.volume.storage.Storages;

/** Tests the files that training saves and resumes from, in both layouts. */
class TrainingFilesTest {

    private static final NetworkSpec SPEC = TestNetworks.SMALL;
    private static final Weights WEIGHTS = InitialWeights.draw(SPEC, 7, new Diagnostics());
    private static final LearningCurve CURVE = new LearningCurve(
            LearningCurve.Series.EMPTY.append(10, Map.of("err", .5, "cls", .1))
                    .append(20, Map.of("err", .25, "cls", .05)),
            LearningCurve.Series.EMPTY.append(20, Map.of("err", .3, "cls", .06)), 1.5);
    private static final ResumePoint POINT = new ResumePoint(25, -5_000_000_000L, Precision.FLOAT64, 3, 0.1 + 0.2,
            new ResumePoint.Annealing(0.5, 0.9, 10), Map.of("cost", Math.PI, "values", 1e12),
            Optional.of(selection(3)), inputs());
    private static final NetworkFileWriter WRITER =
            new NetworkFileWriter(Precision.FLOAT64, new Hyperparameters(0.01, 0.9, 0));

    private static final Storages STORAGES = Storages.standard();

    @TempDir
    private Path folder;

    @Test
    void roundTripsTheStandardLayout() throws Exception {
        Path path = folder.resolve("net.h5");
        WRITER.write(path, saved());
        NetworkFile file = NetworkFileReader.read(path.toString());
        assertEquals(Optional.of(POINT), file.resume());
        assertArrayEquals(new long[] {10, 20}, file.curve().train().iterations());
        assertTrue(WeightLoader.loadState(SPEC, file, new Diagnostics()).hasMomentum());
    }

    @Test
    void roundTripsTheRootLayoutWithASeparateCurve() throws Exception {
        Path path = folder.resolve("net.h5");
        WRITER.writeAtRoot(path.toString(), STORAGES, saved());
        NetworkFileWriter.writeCurve(folder.resolve("curve.h5").toString(), STORAGES, CURVE);
        NetworkFile file = NetworkFileReader.read(path.toString());
        assertEquals(Optional.of(POINT), file.resume());
        assertEquals(0, file.curve().lastIteration());
        WeightLoader.LoadedWeights loaded = WeightLoader.load(SPEC, file, new Diagnostics());
        assertArrayEquals(WEIGHTS.filters().get("c1").values(), loaded.weights().filters().get("c1").values());
        LearningCurve curve = NetworkFileReader.readCurve(folder.resolve("curve.h5").toString(), new Diagnostics())
                .orElseThrow();
        assertArrayEquals(new double[] {.5, .25}, curve.train().values().get("err"));
        assertArrayEquals(new long[] {20}, curve.test().iterations());
        assertEquals(1.5, curve.secondsPerIteration());
    }

    /** Every file system but the local one, which the library cannot write and read itself. */
    @Test
    void roundTripsOnHadoopFileSystems() throws Exception {
        String remote = "file://" + folder + "/new/net.h5";
        WRITER.write(remote, STORAGES, TestNetworks.saved(SPEC, WEIGHTS, WEIGHTS, LearningCurve.EMPTY));
        WRITER.write(remote, STORAGES, saved());
        WRITER.write(folder.resolve("net.h5"), saved());
        assertEquals(-1, Files.mismatch(folder.resolve("net.h5"), folder.resolve("new/net.h5")));
        NetworkFile file = NetworkFileReader.read(remote, STORAGES, new Diagnostics()).orElseThrow();
        assertEquals(remote, file.path());
        assertEquals(Optional.of(POINT), file.resume());
        assertArrayEquals(WEIGHTS.filters().get("c1").values(), file.weights().filters().get("c1").values());
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertEquals(List.of("net.h5"), files.map(f -> f.getFileName().toString()).toList());
        }
        Diagnostics diagnostics = new Diagnostics();
        NetworkFileReader.read("file://" + folder + "/new/nte.h5", STORAGES, diagnostics);
        NetworkFileReader.read("file://" + folder + "/new", STORAGES, diagnostics);
        NetworkFileReader.read("nosuch://host/net.h5", STORAGES, diagnostics);
        assertEquals("there is no such file; did you mean 'net.h5'?",
                diagnostics.errors().get(0).message() + "; " + diagnostics.errors().get(0).remedy());
        assertEquals("is not a file", diagnostics.errors().get(1).message());
        assertEquals("cannot be read", diagnostics.errors().get(2).message());
    }

    @Test
    void parsesNetworksOnHadoopFileSystems() throws Exception {
        Files.writeString(folder.resolve("net.znn"), TestNetworks.SMALL_TEXT);
        Diagnostics diagnostics = new Diagnostics();
        NetworkSpec network = NetworkParser.parse("file://" + folder + "/net.znn", STORAGES, diagnostics).orElseThrow();
        assertEquals(SPEC.edges(), network.edges());
        NetworkParser.parse("file://" + folder + "/nte.znn", STORAGES, diagnostics);
        assertEquals("did you mean 'net.znn'?", diagnostics.errors().get(0).remedy());
    }

    @Test
    void h5pyReadsZnnsLayoutAndOurAttributes() throws Exception {
        WRITER.write(folder.resolve("standard.h5"), saved());
        WRITER.writeAtRoot(folder.resolve("root.h5").toString(), STORAGES, saved());
        NetworkFileWriter.writeCurve(folder.resolve("curve.h5").toString(), STORAGES, CURVE);
        NetworkFileWriter.writeCurve(folder.resolve("empty.h5").toString(), STORAGES, LearningCurve.EMPTY);
        String seen = ExternalTools.runPython("h5py,numpy", """
                f = h5py.File(sys.argv[1] + '/standard.h5', 'r')
                t = f['/processing/znn/train']
                print(sorted(f), sorted(t), sorted(t['network']), sorted(t['patch']))
                print(t['patch/lbls/out'].shape, t['patch/lbls/out'].dtype, t['patch/lbls/out'][1, 0, 1, 2])
                print(t['statistics/train/it'][:], t['statistics/test/err'][:], t['statistics/elapsed'][()])
                print(f.attrs['znn_on_spark_eta'] == 0.1 + 0.2, f.attrs['znn_on_spark_seed'])
                g = h5py.File(sys.argv[1] + '/root.h5', 'r')
                print(sorted(g), numpy.array_equal(g['c1/filters'][:], t['network/c1/filters'][:]))
                print(sorted(h5py.File(sys.argv[1] + '/curve.h5', 'r')))
                print(sorted(h5py.File(sys.argv[1] + '/empty.h5', 'r')))
                """, folder);
        assertEquals("""
                ['processing'] ['network', 'patch', 'statistics'] LAYERS ['inputs', 'lbls']
                (2, 1, 2, 3) float64 11.0
                [10 20] [0.3] 1.5
                True -5000000000
                LAYERS True
                ['elapsed', 'test', 'train']
                ['elapsed']""".replace("LAYERS", "['c1', 'c2', 'in', 'n1', 'out']"), seen);
    }

    @Test
    void filesOfOtherProgramsHaveNoResumePoint() throws Exception {
        Path path = folder.resolve("net.h5");
        WRITER.write(path, TestNetworks.saved(SPEC, WEIGHTS, WEIGHTS, CURVE));
        assertEquals(Optional.empty(), NetworkFileReader.read(path.toString()).resume());
    }

    @Test
    void seedsTellWhichLayersBeginAnewAndWhy() throws Exception {
        Path path = folder.resolve("net.h5");
        WRITER.write(path, saved());
        NetworkFile file = NetworkFileReader.read(path.toString());
        assertEquals(List.of(), WeightLoader.loadSeed(SPEC, file, 1, new Diagnostics()).anew());
        NetworkSpec renamed = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("edges c2", "edges c3"));
        WeightLoader.SeedWeights seed = WeightLoader.loadSeed(renamed, file, 1, new Diagnostics());
        assertEquals(List.of("c3 (not in the file)"), seed.anew());
        assertEquals(3, seed.taken());
        NetworkSpec exempt = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("remark kept", "seeding 0"));
        assertEquals(List.of("c1 (seeding 0)"), WeightLoader.loadSeed(exempt, file, 1, new Diagnostics()).anew());
    }

    @Test
    void appendsToAndTruncatesCurves() {
        LearningCurve.Series series = CURVE.train().append(30, Map.of("err", .2, "re", .9));
        assertArrayEquals(new double[] {.1, .05, Double.NaN}, series.values().get("cls"));
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, .9}, series.values().get("re"));
        assertArrayEquals(new long[] {10}, CURVE.upTo(19).train().iterations());
        assertArrayEquals(new double[] {.5}, CURVE.upTo(19).train().values().get("err"));
        assertEquals(10, CURVE.upTo(19).lastIteration());
    }

    @Test
    void annealingMultipliesAfterEveryInterval() {
        ResumePoint.Annealing annealing = new ResumePoint.Annealing(0.5, 0.9, 10);
        assertEquals(0.5, annealing.rateAfter(9));
        assertEquals(0.5 * 0.9, annealing.rateAfter(10));
        assertEquals(0.5 * 0.9 * 0.9 * 0.9, annealing.rateAfter(39));
    }

    @Test
    void roundTripsTheAlgorithmsOfALargeNetwork() throws Exception {
        for (int layers : new int[] {0, 1, 1500}) {
            ResumePoint point = new ResumePoint(1, 2, Precision.FLOAT32, 1, 0.1, POINT.annealing(), Map.of(),
                    Optional.of(selection(layers)), Map.of());
            Path path = folder.resolve("net" + layers + ".h5");
            WRITER.write(path, new SavedNetwork(SPEC, WEIGHTS, WEIGHTS, CURVE, Optional.of(point), Map.of()));
            assertEquals(Optional.of(point), NetworkFileReader.read(path.toString()).resume());
        }
    }

    /** Returns more than an attribute can hold. */
    private static Map<String, String> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        for (int i = 1; i <= 900; i++) {
            inputs.put(i + " image input 1", "123456789 bytes in 10 files; SHA-256 0123456789abcdef0123456789abcdef");
        }
        return inputs;
    }

    private static AlgorithmSelection selection(int layers) {
        Map<String, LayerAlgorithms> algorithms = new TreeMap<>();
        for (int i = 0; i < layers; i++) {
            algorithms.put("a layer, with = and " + i, new LayerAlgorithms(AlgorithmKind.WINOGRAD_STRICT,
                    i % 2 == 0 ? AlgorithmKind.FFT : AlgorithmKind.DIRECT, AlgorithmKind.WINOGRAD));
        }
        return new AlgorithmSelection(algorithms);
    }

    private static SavedNetwork saved() {
        FloatVolume input = new FloatVolume(1, Vec3.ONE, new float[] {3});
        DoubleVolume label = new DoubleVolume(2, new Vec3(1, 2, 3),
                new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        return new SavedNetwork(SPEC, WEIGHTS, WEIGHTS, CURVE, Optional.of(POINT),
                Map.of("inputs", Map.of("in", input), "lbls", Map.of("out", label)));
    }
}
