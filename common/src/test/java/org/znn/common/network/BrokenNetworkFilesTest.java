package org.znn.common.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.znn.common.problem.Problem;
import org.znn.common.problem.Problems;
import org.znn.common.volume.Precision;

/** Network files that are damaged, hostile or of another network end in one clear message. */
class BrokenNetworkFilesTest {

    private static final NetworkSpec SPEC = TestNetworks.SMALL;

    @TempDir
    private Path folder;
    private Path good;
    private final Problems problems = new Problems();

    @BeforeEach
    void save() throws IOException {
        good = folder.resolve("net.h5");
        Weights weights = InitialWeights.draw(SPEC, 1, new Problems());
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0))
                .write(good, SPEC, weights, weights, LearningCurve.EMPTY);
    }

    private String messages() {
        return Stream.concat(problems.errors().stream(), problems.warnings().stream()).map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }

    private void expect(String fragment) {
        assertTrue(messages().contains(fragment), messages());
    }

    @Test
    void missingFile() {
        NetworkFileReader.read(folder.resolve("nte.h5").toString(), problems);
        expect("nte.h5: there is no such file; did you mean 'net.h5'?");
    }

    @Test
    void folderInsteadOfAFile() {
        NetworkFileReader.read(folder.toString(), problems);
        expect("is not a file; give a network file (.h5)");
    }

    @Test
    void textInsteadOfHdf5() throws IOException {
        Path text = Files.writeString(folder.resolve("t.h5"), "nodes input\ntype input\n".repeat(100));
        NetworkFileReader.read(text.toString(), problems);
        expect("t.h5: is not an HDF5 file or is damaged");
    }

    @Test
    void emptyFile() throws IOException {
        NetworkFileReader.read(Files.createFile(folder.resolve("e.h5")).toString(), problems);
        expect("e.h5: is not an HDF5 file or is damaged");
    }

    @Test
    void volumeInsteadOfANetwork() {
        Path volume = folder.resolve("v.h5");
        try (WritableHdfFile hdf = HdfFile.write(volume)) {
            hdf.putDataset("main", new float[2][3][4]);
        }
        NetworkFileReader.read(volume.toString(), problems);
        expect("v.h5: holds no network, neither under /processing/znn/train/network nor at its root");
    }

    @Test
    void truncatedAnywhere() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        for (int length = 1; length < bytes.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, length));
            Problems now = new Problems();
            NetworkFileReader.read(cut.toString(), now).ifPresent(file -> WeightMatcher.complete(SPEC, file, now));
            assertEquals(1, Math.min(1, now.errors().size()), "cut at " + length + " of " + bytes.length);
            assertTrue(now.errors().get(0).toString().startsWith(cut.toString()));
        }
    }

    @Test
    void bytesChangedAnywhere() throws IOException {
        long seed = 20;
        Random random = new Random(seed);
        byte[] bytes = Files.readAllBytes(good);
        for (int round = 0; round < 300; round++) {
            byte[] broken = bytes.clone();
            for (int i = 0; i < 8; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Path path = Files.write(folder.resolve("broken.h5"), broken);
            Problems now = new Problems();
            // Whatever comes of it, no exception does.
            NetworkFileReader.read(path.toString(), now).ifPresent(file -> {
                WeightMatcher.complete(SPEC, file, now);
                file.network(now);
            });
        }
    }

    @Test
    void layerOfAnotherShape() {
        NetworkSpec other = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("size 1,2,3", "size 1,3,2"));
        WeightMatcher.complete(other, NetworkFileReader.read(good.toString()), problems);
        expect("net.h5: the filters of layer 'c1' have the shape 1,2,1,2,3, test.znn needs 1,2,1,3,2 (in,out,z,y,x)");
        NetworkSpec wider = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("size 3\n", "size 4\n"));
        WeightMatcher.complete(wider, NetworkFileReader.read(good.toString()), problems);
        expect("net.h5: the biases of layer 'out' have the shape 3, test.znn needs 4");
    }

    @Test
    void layersMissingAndUnknown() {
        NetworkSpec other = TestNetworks.parse(TestNetworks.SMALL_TEXT.replace("edges c2", "edges c3"));
        WeightMatcher.complete(other, NetworkFileReader.read(good.toString()), problems);
        expect("net.h5: has no weights for layer 'c3' of test.znn; it has 'c2'; is it meant?");
        expect("net.h5: layer(s) c2 of the file are not in test.znn and are not copied");
    }

    @Test
    void weightsThatAreNoNumbers() throws IOException {
        Weights weights = InitialWeights.draw(SPEC, 1, new Problems());
        weights.filters().get("c2").values()[3] = Double.NaN;
        weights.biases().get("n1")[0] = Double.NEGATIVE_INFINITY;
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0))
                .write(good, SPEC, weights, weights, LearningCurve.EMPTY);
        WeightMatcher.complete(SPEC, NetworkFileReader.read(good.toString()), problems);
        expect("layer(s) c2, n1 hold NaN or infinite weights; the training has diverged");
        assertTrue(problems.errors().isEmpty());
    }

    @Test
    void filtersOfWrongRankOrType() {
        for (Object filters : new Object[] {new float[2][3], new int[1][2][1][2][3]}) {
            Path path = folder.resolve("f.h5");
            try (WritableHdfFile hdf = HdfFile.write(path)) {
                WritableGroup layer = hdf.putGroup("c1");
                layer.putDataset("type", "conv");
                layer.putDataset("filters", filters);
            }
            NetworkFileReader.read(path.toString(), problems);
        }
        expect("/c1/filters should have the five dimensions in, out, z, y, x");
        expect("/c1/filters should hold float32 or float64 numbers");
    }

    @Test
    void groupsThatAreNoNetwork() throws IOException {
        Path path = folder.resolve("g.h5");
        try (WritableHdfFile hdf = HdfFile.write(path)) {
            WritableGroup layer = hdf.putGroup("c1");
            layer.putDataset("type", "conv");
            layer.putDataset("input", "in");
            layer.putDataset("output", "out");
        }
        NetworkFileReader.read(path.toString()).network(problems);
        expect("g.h5: 'input' of edge 'c1' is 'in', which is not a node; add 'nodes in'");
        expect("g.h5: edge 'c1' has no 'size'");
    }
}
