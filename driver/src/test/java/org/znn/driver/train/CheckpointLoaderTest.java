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
import org.znn.common.volume.storage.Storages;

/** Initial state of a run, depending on the files that exist. */
class CheckpointLoaderTest {

    private static final LearningCurve CURVE = new LearningCurve(
            Series.EMPTY.append(4, Map.of("err", .5, "cls", .2)).append(8, Map.of("err", .4, "cls", .1)),
            Series.EMPTY, 1);
    private static final ResumePoint.Annealing ANNEALING = new ResumePoint.Annealing(0.05, 0.9, 2);
    private static final ResumePoint POINT =
            new ResumePoint(7, 99, Precision.FLOAT32, 3, 0.0123, ANNEALING, Map.of("cost", 2.5),
                    Optional.of(AlgorithmSelection.DIRECT), Map.of());
    /** Learning rate that the layers of the files store. */
    private static final double STORED_RATE = 0.0321;

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
        InitialState state = start();
        assertEquals(0, state.step());
        assertEquals(0.05, state.eta());
        double drawn = slope(state);
        assertEquals(drawn, slope(start()));
        run.set("seed", "2");
        assertFalse(drawn == slope(start()));
    }

    @Test
    void resumesFromTheCurrentFile() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        assertIsResumed(start(), 5);
    }

    /** A command is repeated as it is after it was killed: its {@code -s} has done its work. */
    @Test
    void resumesFromTheCurrentFileWhateverTheSeed() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        save(folder.resolve("other.h5"), 6, Optional.of(POINT));
        InitialState state = seeded("other.h5");
        assertIsResumed(state, 5);
        assertTrue(state.messages().toString().contains("other.h5 is not read, because " + run.trained("_current.h5")
                + " exists; for a new run choose another train_net_prefix"), state.messages()::toString);
        assertIsResumed(seeded("gone.h5"), 5);
        assertIsResumed(seeded("net_current.h5"), 5);
        assertIsResumed(resumed("other.h5"), 5);
        assertEquals(List.of(), diagnostics.warnings());
        save(run.trained("_3.h5"), 3, Optional.of(POINT));
        assertIsResumed(seeded("net_3.h5"), 5);
        assertEquals("to go back to the earlier file, give --resume " + run.trained("_3.h5"),
                diagnostics.warnings().get(0).remedy());
    }

    @Test
    void goesBackToAnEarlierFileOfTheRunOnRequest() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        save(run.trained("_3.h5"), 3, Optional.of(POINT));
        assertIsResumed(resumed("net_3.h5"), 3);
    }

    @Test
    void resumesTheRunOfAnotherFileOnRequest() throws IOException {
        save(folder.resolve("other.h5"), 6, Optional.of(POINT));
        assertIsResumed(resumed("other.h5"), 6);
    }

    /** Fine-tuning of the same architecture. */
    @Test
    void takesNothingButWeightsFromASeed() throws IOException {
        save(folder.resolve("other.h5"), 6, Optional.of(POINT));
        assertIsSeeded(seeded("other.h5"), 6);
        assertEquals(List.of(), diagnostics.warnings());
        save(run.trained("_3.h5"), 3, Optional.of(POINT));
        run.overwrite();
        assertIsSeeded(seeded("net_3.h5"), 3);
        assertEquals("to go on from its step, give --resume " + run.trained("_3.h5"),
                diagnostics.warnings().get(0).remedy());
    }

    @Test
    void startsWithMatchingLayersOfAnotherNetwork() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        changeNetwork("nodes out", "nodes other");
        changeNetwork("output out", "output other");
        InitialState state = seeded("seed.h5");
        assertIsSeeded(state, 6);
        assertTrue(state.messages().get(0).startsWith("new run with the weights of " + folder.resolve("seed.h5")
                + " (1 layers), but not its step"), state.messages()::toString);
        assertEquals("layers that begin with initial weights of their own: other (not in the file)",
                state.messages().get(1));
        String warnings = diagnostics.warnings().toString();
        assertTrue(warnings.contains("layer(s) other not found"), warnings);
        assertTrue(warnings.contains("layer(s) out of the file"), warnings);
    }

    @Test
    void layerThatOptsOutIsNotLoaded() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        changeNetwork("size 1,1,1", "size 1,1,1\nload 0");
        assertFalse(slope(seeded("seed.h5")) == 6);
        save(run.trained("_current.h5"), 8, Optional.of(POINT));
        assertEquals(8, slope(start()), "a resumed run loads all layers");
    }

    @Test
    void layerOfAnotherSizeBeginsAnewIfItOptsOut() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        changeNetwork("size 1,1,1", "size 1,1,2");
        assertRefused(seed("seed.h5"), "the filters of layer 'c' have the shape 1,1,1,1,1, but " + folder
                + "/net.znn needs 1,1,1,1,2 (in,out,z,y,x); write the line 'seeding 0' into the block 'edges c' ("
                + folder + "/net.znn:4) to begin this layer anew");
        changeNetwork("size 1,1,2", "size 1,1,2\nseeding 0");
        InitialState state = seeded("seed.h5");
        assertEquals(2, state.weights().filters().get("c").values().length);
        assertEquals("layers that begin with initial weights of their own: c (seeding 0)", state.messages().get(1));
    }

    @Test
    void layersOfTheSeedNeedNoInitialiser() throws IOException {
        save(folder.resolve("seed.h5"), 6, Optional.of(POINT));
        changeNetwork("init gaussian\ninit_args 0,1\n", "");
        assertIsSeeded(seeded("seed.h5"), 6);
        changeNetwork("size 1,1,1", "size 1,1,1\nseeding 0");
        assertRefused(seed("seed.h5"), "edge 'c' has no 'init'");
    }

    @Test
    void recomputesTheLearningRateIfTheJobChangesIt() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        run.set("eta", "0.5");
        InitialState state = start();
        assertEquals(0.5 * 0.9 * 0.9 * 0.9, state.eta());
        assertTrue(state.messages().contains("learning rate recomputed: eta was 0.05 so far and is 0.5 now"),
                state.messages().toString());
    }

    @Test
    void keepsTheLearningRateIfTheJobChangesItsAnnealing() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        run.set("anneal_factor", "0.5");
        InitialState state = start();
        assertEquals(0.0123, state.eta());
        assertTrue(state.messages().contains("from now on the learning rate changes by anneal_factor = 0.5 every 2"
                + " steps; so far by 0.9 every 2"), state.messages().toString());
    }

    @Test
    void warnsAboutAnIgnoredSeed() throws IOException {
        save(run.trained("_current.h5"), 5, Optional.of(POINT));
        run.set("seed", "3");
        assertEquals(99, start().seed());
        assertEquals("seed = 3 is ignored", diagnostics.warnings().get(0).message());
    }

    @Test
    void readsStepAndRateOfAZnnFile() throws IOException {
        save(run.trained("_5.h5"), 6, Optional.empty());
        InitialState state = resumed("net_5.h5");
        assertEquals(4, state.step());
        assertEquals(STORED_RATE, state.eta());
        assertArrayEquals(new long[] {4}, state.curve().train().iterations());
        Files.delete(run.trained("_5.h5"));
        save(folder.resolve("other_name.h5"), 6, Optional.empty());
        assertEquals(8, resumed("other_name.h5").step());
    }

    /** The learning rate that ZNN itself had reached, whatever the job says. */
    @Test
    void resumesTheAnnealingOfAFileByZnn() throws IOException {
        run.set("fnet_spec", SharedData.path("data/networks/N4_relu.znn").toString()).set("eta", "0.02")
                .set("anneal_factor", "0.99").set("num_iter_per_annealing", "100").set("max_iter", "200000");
        InitialState state = resumed(SharedData.path("data/nets/piriform_N4.h5").toAbsolutePath().toString());
        assertEquals(150_000, state.step());
        assertEquals(0.000110341141, state.eta());
        assertEquals(1500, state.curve().train().iterations().length);
    }

    @Test
    void findsTheCurveInASeparateFile() throws IOException {
        NetworkFileWriter.writeCurve(run.trained("_statistics_current.h5").toString(), Storages.standard(), CURVE);
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(0, 0, 0)).writeAtRoot(
                run.trained("_current.h5").toString(), Storages.standard(),
                new SavedNetwork(run.network(), line(5), line(0.5), CURVE, Optional.of(POINT), Map.of()));
        assertArrayEquals(new long[] {4}, start().curve().train().iterations());
        Files.copy(run.trained("_current.h5"), run.trained("_7.h5"));
        LearningCurve earlier = new LearningCurve(CURVE.train().upTo(4).append(5, Map.of("err", .3, "cls", .1)),
                Series.EMPTY, 1);
        NetworkFileWriter.writeCurve(run.trained("_statistics_5.h5").toString(), Storages.standard(), earlier);
        NetworkFileWriter.writeCurve(run.trained("_statistics_8.h5").toString(), Storages.standard(), CURVE);
        assertArrayEquals(new long[] {4, 5}, resumed("net_7.h5").curve().train().iterations());
    }

    @Test
    void refusesInvalidFiles() throws IOException {
        Files.writeString(folder.resolve("text.h5"), "no network");
        save(folder.resolve("nan.h5"), Double.NaN, Optional.of(POINT));
        for (StartFiles files : List.of(seed("nan.h5"), resume("nan.h5"))) {
            assertRefused(files, "NaN or infinite weights in layer(s) c");
            run.startFrom(files);
            Diagnostics found = new Diagnostics();
            run.initialState(found);
            assertEquals(1, found.errors().size() + found.warnings().size(), "told once");
        }
        assertRefused(seed("gone.h5"), "there is no such file");
        assertRefused(resume("gone.h5"), "there is no such file");
        assertRefused(seed("text.h5"), "is not an HDF5 file or is damaged");
        save(folder.resolve("other.h5"), 6, Optional.of(POINT));
        changeNetwork("size 1,1,1", "size 1,1,2");
        assertRefused(resume("other.h5"), "give -s instead of --resume");
        changeNetwork("edges c", "edges d");
        changeNetwork("nodes out", "nodes other");
        changeNetwork("output out", "output other");
        assertRefused(seed("other.h5"), "gives no weights: no layer of " + folder + "/net.znn is taken from it");
        run = new LineTraining(folder);
        changeNetwork("size 1,1,1", "size 1,1,2");
        changeNetwork("size 1,1,2", "size 1,1,1");
        save(run.trained("_current.h5"), 6, Optional.of(POINT));
        changeNetwork("size 1,1,1", "size 1,1,2");
        assertRefused(StartFiles.NONE, "is the checkpoint that this run would resume from, but it does not fit");
    }

    private void assertIsResumed(InitialState state, double slope) {
        assertEquals(7, state.step());
        assertEquals(99, state.seed());
        assertEquals(0.0123, state.eta());
        assertEquals(slope, slope(state));
        assertEquals(0.5, state.momentum().biases().get("out")[0]);
        assertEquals(Map.of("cost", 2.5), state.intervalSums());
        assertArrayEquals(new long[] {4}, state.curve().train().iterations());
        assertEquals(Optional.of(AlgorithmSelection.DIRECT), state.algorithms());
    }

    private static void assertIsSeeded(InitialState state, double slope) {
        assertEquals(slope, slope(state));
        assertEquals(0, state.step());
        assertEquals(1, state.seed());
        assertEquals(0.05, state.eta());
        assertEquals(0, state.momentum().filters().get("c").values()[0]);
        assertEquals(Map.of(), state.intervalSums());
        assertEquals(0, state.curve().lastIteration());
        assertEquals(Optional.empty(), state.algorithms());
    }

    private void assertRefused(StartFiles files, String what) throws IOException {
        Diagnostics found = new Diagnostics();
        assertEquals(Optional.empty(), run.startFrom(files).initialState(found));
        assertTrue(found.errors().toString().contains(what), found.errors()::toString);
    }

    private StartFiles seed(String file) {
        return new StartFiles(Optional.of(folder.resolve(file).toString()), Optional.empty());
    }

    private StartFiles resume(String file) {
        return new StartFiles(Optional.empty(), Optional.of(folder.resolve(file).toString()));
    }

    private InitialState seeded(String file) throws IOException {
        return start(seed(file));
    }

    private InitialState resumed(String file) throws IOException {
        return start(resume(file));
    }

    private InitialState start() throws IOException {
        return start(StartFiles.NONE);
    }

    private InitialState start(StartFiles files) throws IOException {
        Optional<InitialState> state = run.startFrom(files).initialState(diagnostics);
        assertEquals(List.of(), diagnostics.errors());
        return state.orElseThrow();
    }

    private void changeNetwork(String from, String to) throws IOException {
        Path network = folder.resolve("net.znn");
        Files.writeString(network, Files.readString(network).replace(from, to));
    }

    private void save(Path path, double slope, Optional<ResumePoint> point) throws IOException {
        new NetworkFileWriter(Precision.FLOAT32, new Hyperparameters(STORED_RATE, 0, 0)).write(path,
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
