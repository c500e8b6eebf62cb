package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import io.jhdf.HdfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.GoldenData;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.network.Filters;
import org.znn.common.network.NetworkFile;
import org.znn.common.network.NetworkFileReader;
import org.znn.common.network.NetworkParser;
import org.znn.common.network.NetworkSpec;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;

/** Weight updates, compared with those of the original ZNN. */
class SgdOptimizerTest {

    /** A convolution with one 1,2,2 kernel whose weights are all tied, and one bias. */
    private static final String TIED = """
            nodes in
            type input
            size 1
            edges c
            type conv
            size 1,2,2
            repeat 1,2,2
            init zero
            input in
            output out
            nodes out
            type transfer
            function linear
            size 1
            """;

    @ParameterizedTest
    @ValueSource(strings = {"tiny3d_binomial", "tiny3d_no_momentum", "srini2d_softmax"})
    void goldenGradientsLeadToGoldenWeights(String name) {
        Path golden = GoldenData.folder("train/" + name);
        NetworkSpec network = NetworkParser.parse(golden.resolve("net.znn").toString());
        NetworkFile before = NetworkFileReader.read(golden.resolve("net_0.h5").toString());
        NetworkFile after = NetworkFileReader.read(golden.resolve("net_3.h5").toString());
        WeightLayout layout = new WeightLayout(network);
        double[] weights = layout.flatten(before.weights());
        double[] velocity = layout.flatten(before.momentum());
        try (HdfFile hdf = new HdfFile(golden.resolve("case.h5"))) {
            double eta = (double) hdf.getDatasetByPath("/eta").getData();
            long voxels = LongStream.of((long[]) hdf.getDatasetByPath("/outsz").getData()).reduce(1, (a, b) -> a * b);
            SgdOptimizer optimizer = new SgdOptimizer(layout, Precision.FLOAT64,
                    (double) hdf.getDatasetByPath("/momentum").getData(),
                    (double) hdf.getDatasetByPath("/weight_decay").getData(), voxels);
            for (int step = 0; step < 3; step++) {
                optimizer.update(weights, velocity, layout.flatten(gradient(hdf, step, before.weights())), eta);
            }
        }
        assertArrayEquals(layout.flatten(after.weights()), weights, 1e-12);
        assertArrayEquals(layout.flatten(after.momentum()), velocity, 1e-12);
    }

    private static Weights gradient(HdfFile hdf, int step, Weights shapes) {
        Map<String, Filters> filters = new LinkedHashMap<>();
        shapes.filters().forEach((layer, f) -> filters.put(layer, new Filters(f.in(), f.out(), f.size(),
                (double[]) hdf.getDatasetByPath("/step" + step + "/filter_gradient_zyx/" + layer).getDataFlat())));
        Map<String, double[]> biases = new LinkedHashMap<>();
        shapes.biases().keySet().forEach(layer -> biases.put(layer,
                (double[]) hdf.getDatasetByPath("/step" + step + "/bias_gradient/" + layer).getDataFlat()));
        return new Weights(filters, biases);
    }

    @Test
    void weightDecayAppliesToBiases() {
        double[] weights = {1, 1, 1, 1, 10};
        double[] velocity = new double[5];
        new SgdOptimizer(layout(TIED), Precision.FLOAT64, 0, 0.5, 4).update(weights, velocity, new double[5], 0.1);
        assertArrayEquals(new double[] {.95, .95, .95, .95, 9.5}, weights, 1e-15);
        assertArrayEquals(new double[] {0, 0, 0, 0, -.5}, velocity, 1e-15);
    }

    @Test
    void tiesWeightsButNotMomentum() {
        double[] weights = {1, 1, 1, 1, 0};
        double[] velocity = new double[5];
        new SgdOptimizer(layout(TIED), Precision.FLOAT64, 0.5, 0, 1)
                .update(weights, velocity, new double[] {1, 2, 3, 6, 0}, 0.1);
        assertArrayEquals(new double[] {.7, .7, .7, .7, 0}, weights, 1e-15);
        assertArrayEquals(new double[] {-.1, -.2, -.3, -.6, 0}, velocity, 1e-15);
    }

    @Test
    void roundsFloat32NetworksToFloat32() {
        double[] weights = {.1f, .2f, .3f, .4f, .5f};
        double[] velocity = {.01f, .02f, .03f, .04f, .05f};
        WeightLayout layout = layout(TIED.replace("repeat 1,2,2\n", ""));
        SgdOptimizer optimizer = new SgdOptimizer(layout, Precision.FLOAT32, 0.9, 1e-4, 3);
        for (int step = 0; step < 5; step++) {
            optimizer.update(weights, velocity, new double[] {.1, .2, .3, .4, .5}, 0.01);
            for (double[] row : List.of(weights, velocity)) {
                for (double value : row) {
                    assertEquals((float) value, value);
                }
            }
        }
    }

    static WeightLayout layout(String text) {
        Diagnostics diagnostics = new Diagnostics();
        NetworkSpec network = NetworkParser.parse("test.znn", text.lines().toList(), diagnostics).orElse(null);
        diagnostics.throwIfErrors();
        return new WeightLayout(network);
    }
}
