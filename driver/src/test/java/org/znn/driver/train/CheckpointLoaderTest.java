package org.znn.driver.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.SharedData;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.Filters;
import org.znn.common.network.Hyperparameters;
import org.znn.common.network.LearningCurve;
import org.znn.common.network.LearningCurve.Series;
import org.znn.common.network.NetworkFileWriter;
import org.znn.common.network.ResumePoint;
import org.znn.common.network.SavedNetwork;
import org.znn.common.network.Weights;
import org.znn.common.volume.Precision;

/** Initial state of a run, depending on the files that exist. */
class CheckpointLoaderTest {

    private static final LearningCurve CURVE = new LearningCurve(
            Series.EMPTY.append(4, Map.of("err", .5, "cls", .2)).append(8, Map.of("err", .4, "cls", .1)),
            Series.EMPTY, 1);
    private static final ResumePoint.Annealing ANNEALING = new ResumePoint.Annealing(0.05, 0.9, 2);
    private static final ResumePoint POINT =
            new ResumePoint(7, 99, Precision.FLOAT32, 3, 0.0123, ANNEALING, Map.of("cost", 2.5),
                    Optional.of(AlgorithmSelection.DIRECT));

    @TempDir
    private Path folder;
    private LineTraining run;
    private final Diagnostics diagnostics = new Diagnostics();

    @BeforeEach
    void createJob() throws IOException {
        run = new LineTraining(folder);
    }

    @Test
    void drawsWeightsFromTheSeedWithoutAFile() throws IOException {
        InitialState state = start(Optional.empty());
        assertEquals(0, state.step());
        assertEquals(0.05, state.eta());
        double drawn = slope(state);
        assertEquals(drawn, slope(start(Optional.empty())));
        run.set("seed", "2");
        assertFalse(drawn == slope(start(Optional.empty())));
    }

    @Test
    void resumesFromTheCurrentFile() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        InitialState state = start(Optional.empty());
        assertEquals(7, state.step());
        assertEquals(99, state.seed());
        assertEquals(0.0123, state.eta());
        assertEquals(5, slope(state));
        assertEquals(0.5, state.momentum().biases().get("out")[0]);
        assertEquals(Map.of("cost", 2.5), state.intervalSums());
        assertArrayEquals(new long[] {4}, state.curve().train().iterations());
    }

    @Test
    void recomputesTheLearningRateIfTheJobChangesIt() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        run.set("eta", "0.5");
        InitialState state = start(Optional.empty());
        assertEquals(0.5 * 0.9 * 0.9 * 0.9, state.eta());
        assertTrue(state.messages().toString().contains("learning rate recomputed"), state.messages().toString());
    }

    @Test
    void warnsAboutAnIgnoredSeed() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        run.set("seed", "3");
        assertEquals(99, start(Optional.empty()).seed());
        assertEquals("seed = 3 is ignored", diagnostics.warnings().get(0).message());
    }

    @Test
    void resumesFromAnotherRunOfTheSameNetwork() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        InitialState state = start(Optional.of("seed.h5"));
        assertEquals(7, state.step());
        assertEquals(6, slope(state));
        assertEquals(0.5, state.momentum().biases().get("out")[0]);
    }

    @Test
    void startsWithMatchingLayersOfAnotherNetwork() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        Path network = folder.resolve("net.znn");
        Files.writeString(network, Files.readString(network).replace("nodes out", "nodes other")
                .replace("output out", "output other"));
        InitialState state = start(Optional.of("seed.h5"));
        assertEquals(0, state.step());
        assertEquals(6, slope(state));
        assertEquals(0, state.momentum().filters().get("c").values()[0]);
        assertEquals(1, state.seed());
        assertEquals(0, state.curve().lastIteration());
        String warnings = diagnostics.warnings().toString();
        assertTrue(warnings.contains("layer(s) other not found"), warnings);
        assertTrue(warnings.contains("layer(s) out of the file"), warnings);
    }

    @Test
    void layerThatOptsOutIsNotLoaded() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        Path network = folder.resolve("net.znn");
        Files.writeString(network, Files.readString(network).replace("size 1,1,1", "size 1,1,1\nload 0"));
        assertFalse(slope(start(Optional.of("seed.h5"))) == 6);
        save(run.trained("_current.h5"), 8, Optional.of(POINT));
        assertEquals(8, slope(start(Optional.empty())), "a resumed run loads all layers");
    }

    @Test
    void readsTheStepOfAZnnFileFromNameAndCurve() throws IOException {
        save(run.trained("_5.h5"), 6, Optional.empty());
        InitialState state = start(Optional.of("net_5.h5"));
        assertEquals(4, state.step());
        assertEquals(0.05 * 0.9 * 0.9, state.eta());
        assertArrayEquals(new long[] {4}, state.curve().train().iterations());
        save(folder.resolve("other_name.h5"), 6, Optional.empty());
        assertEquals(8, start(Optional.of("other_name.h5")).step());
    }

    /** The learning rate that ZNN itself had reached. */
    @Test
    void resumesTheAnnealingOfAFileByZnn() throws IOException {
        run.set("fnet_spec", SharedData.path("data/networks/N4_relu.znn").toString()).set("eta", "0.01")
                .set("anneal_factor", "0.997").set("num_iter_per_annealing", "100").set("max_iter", "200000");
        InitialState state = start(Optional.of(SharedData.path("data/nets/piriform_N4.h5").toString()));
        assertEquals(150_000, state.step());
        assertEquals(0.000110341141, state.eta(), 1e-11);
        assertEquals(1500, state.curve().train().iterations().length);
    }

    @Test
    void findsTheCurveInASeparateFile() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        NetworkFileWriter.writeCurve(run.trained("_statistics_current.h5"), CURVE);
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0)).writeAtRoot(run.trained("_current.h5"),
                new SavedNetwork(run.network(), line(5), line(0.5), CURVE, Optional.of(POINT), Map.of()));
        assertArrayEquals(new long[] {4}, start(Optional.empty()).curve().train().iterations());
    }

    @Test
    void refusesInvalidFiles() throws IOException {
        assertRefused("gone.h5", "there is no such file");
        Files.writeString(folder.resolve("text.h5"), "no network");
        assertRefused("text.h5", "is not an HDF5 file or is damaged");
        save(folder.resolve("nan.h5"), Double.NaN, Optional.of(POINT));
        assertRefused("nan.h5", "NaN or infinite weights or momentum in layer 'c'");
        save(folder.resolve("seed.h5"), 6, Optional.empty());
        save(run.trained("_current.h5"), 6, Optional.of(POINT));
        Path network = folder.resolve("net.znn");
        Files.writeString(network, Files.readString(network).replace("size 1,1,1", "size 1,1,2"));
        assertRefused("seed.h5", "the filters of layer 'c' have the shape 1,1,1,1,1");
        assertRefused("net_current.h5", "is the checkpoint that this run would resume from, but it does not fit");
    }

    private void assertRefused(String file, String what) throws IOException {
        Diagnostics found = new Diagnostics();
        run.initialState(Optional.of(folder.resolve(file).toString()), found);
        assertTrue(found.errors().toString().contains(what), found.errors()::toString);
    }

    private InitialState start(Optional<String> file) throws IOException {
        Optional<InitialState> state = run.initialState(file.map(f -> folder.resolve(f).toString()), diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        return state.orElseThrow();
    }

    private void save(Path path, double slope, Optional<ResumePoint> point) throws IOException {
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0)).write(path,
                new SavedNetwork(run.network(), line(slope), line(0.5), CURVE, point, Map.of()));
    }

    private static Weights line(double slope) {
        return new Weights(Map.of("c", new Filters(1, 1, Vec3.ONE, new double[] {slope})),
                Map.of("out", new double[] {0.5}));
    }

    private static double slope(InitialState state) {
        return state.weights().filters().get("c").values()[0];
    }
}
