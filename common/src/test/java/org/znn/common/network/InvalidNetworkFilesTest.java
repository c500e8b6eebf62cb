package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.volume.Precision;

/** Tests that damaged and hostile network files, and files of other networks, are reported with one clear message. */
class InvalidNetworkFilesTest {

    private static final NetworkSpec SPEC = TestNetworks.SMALL;

    @TempDir
    private Path folder;
    private Path valid;
    private final Diagnostics diagnostics = new Diagnostics();

    @BeforeEach
    void save() throws IOException {
        valid = folder.resolve("net.h5");
        Weights weights = InitialWeights.draw(SPEC, 1, new Diagnostics());
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0))
                .write(valid, TestNetworks.saved(SPEC, weights, weights, LearningCurve.EMPTY));
    }

    private String messages() {
        return Stream.concat(diagnostics.errors().stream(), diagnostics.warnings().stream()).map(Diagnostic::toString)
                .collect(Collectors.joining("\n"));
    }

    private void assertReported(String fragment) {
        assertTrue(messages().contains(fragment), messages());
    }

    @Test
    void reportsMissingFile() {
        NetworkFileReader.read(folder.resolve("nte.h5").toString(), diagnostics);
        assertReported("nte.h5: there is no such file; did you mean 'net.h5'?");
    }

    @Test
    void reportsFolder() {
        NetworkFileReader.read(folder.toString(), diagnostics);
        assertReported("is not a file; give a network file (.h5)");
    }

    @Test
    void reportsTextFile() throws IOException {
        Path text = Files.writeString(folder.resolve("t.h5"), "nodes input\ntype input\n".repeat(100));
        NetworkFileReader.read(text.toString(), diagnostics);
        assertReported("t.h5: is not an HDF5 file or is damaged");
    }

    @Test
    void reportsEmptyFile() throws IOException {
        NetworkFileReader.read(Files.createFile(folder.resolve("e.h5")).toString(), diagnostics);
        assertReported("e.h5: is not an HDF5 file or is damaged");
    }

    @Test
    void reportsVolumeFile() {
        Path volume = folder.resolve("v.h5");
        try (WritableHdfFile hdf = HdfFile.write(volume)) {
            hdf.putDataset("main", new float[2][3][4]);
        }
        NetworkFileReader.read(volume.toString(), diagnostics);
        assertReported("v.h5: contains no network, neither under /processing/znn/train/network nor at its root");
    }

    @Test
    void reportsTruncationAnywhere() throws IOException {
        byte[] bytes = Files.readAllBytes(valid);
        for (int length = 1; length < bytes.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, length));
            Diagnostics local = new Diagnostics();
            NetworkFileReader.read(cut.toString(), local).ifPresent(file -> WeightLoader.load(SPEC, file, local));
            assertFalse(local.errors().isEmpty(), "cut at " + length + " of " + bytes.length);
            assertTrue(local.errors().get(0).toString().startsWith(cut.toString()));
        }
    }

    @Test
    void survivesCorruptionAnywhere() throws IOException {
        long seed = 20;
        Random random = new Random(seed);
        byte[] bytes = Files.readAllBytes(valid);
        for (int round = 0; round < 300; round++) {
            byte[] broken = bytes.clone();
            for (int i = 0; i < 8; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Path path = Files.write(folder.resolve("broken.h5"), broken);
            Diagnostics local = new Diagnostics();
            // The result is arbitrary, but no exception may escape.
            NetworkFileReader.read(path.toString(), local).ifPresent(file -> {
                WeightLoader.load(SPEC, file, local);
                file.network(local);
            });
        }
    }

    @Test
    void reportsLayersOfAnotherShape() {
        NetworkSpec other = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("size 1,2,3", "size 1,3,2"));
        WeightLoader.load(other, NetworkFileReader.read(valid.toString()), diagnostics);
        assertReported("net.h5: the filters of layer 'c1' have the shape 1,2,1,2,3, but test.znn needs 1,2,1,3,2 "
                + "(in,out,z,y,x)");
        NetworkSpec wider = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("size 3\n", "size 4\n"));
        WeightLoader.load(wider, NetworkFileReader.read(valid.toString()), diagnostics);
        assertReported("net.h5: the biases of layer 'out' have the shape 3, but test.znn needs 4");
    }

    @Test
    void reportsMissingAndUnknownLayers() {
        NetworkSpec other = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("edges c2", "edges c3"));
        WeightLoader.load(other, NetworkFileReader.read(valid.toString()), diagnostics);
        assertReported("net.h5: has no weights for layer 'c3' of test.znn; did you mean its layer 'c2'?");
        assertReported("net.h5: layer(s) c2 of the file are not in test.znn and are not loaded");
    }

    @Test
    void warnsAboutNonFiniteWeights() throws IOException {
        Weights weights = InitialWeights.draw(SPEC, 1, new Diagnostics());
        weights.filters().get("c2").values()[3] = Double.NaN;
        weights.biases().get("n1")[0] = Double.NEGATIVE_INFINITY;
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0))
                .write(valid, TestNetworks.saved(SPEC, weights, weights, LearningCurve.EMPTY));
        WeightLoader.load(SPEC, NetworkFileReader.read(valid.toString()), diagnostics);
        assertReported("layer(s) c2, n1 have NaN or infinite weights; the training diverged");
        assertTrue(diagnostics.errors().isEmpty());
    }

    @Test
    void reportsFiltersOfWrongRankOrType() {
        for (Object filters : new Object[] {new float[2][3], new int[1][2][1][2][3]}) {
            Path path = folder.resolve("f.h5");
            try (WritableHdfFile hdf = HdfFile.write(path)) {
                WritableGroup layer = hdf.putGroup("c1");
                layer.putDataset("type", "conv");
                layer.putDataset("filters", filters);
            }
            NetworkFileReader.read(path.toString(), diagnostics);
        }
        assertReported("/c1/filters should have the five dimensions in, out, z, y, x");
        assertReported("/c1/filters should be of type float32 or float64");
    }

    @Test
    void reportsGroupsThatFormNoNetwork() throws IOException {
        Path path = folder.resolve("g.h5");
        try (WritableHdfFile hdf = HdfFile.write(path)) {
            WritableGroup layer = hdf.putGroup("c1");
            layer.putDataset("type", "conv");
            layer.putDataset("input", "in");
            layer.putDataset("output", "out");
        }
        NetworkFileReader.read(path.toString()).network(diagnostics);
        assertReported("g.h5: 'input' of edge 'c1' is 'in', which is not a node; add 'nodes in'");
        assertReported("g.h5: edge 'c1' has no 'size'");
    }
}
