package org.znn.worker.autotune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.znn.common.config.ConvolutionMode;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.network.AlgorithmSelection;
import org.znn.common.network.EdgeSpec;
import org.znn.common.network.EdgeType;
import org.znn.common.network.LayerAlgorithms;
import org.znn.common.volume.Precision;
import org.znn.worker.autotune.SelectionReport.Basis;
import org.znn.worker.convolution.ConvolutionAlgorithm;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.engine.PlannedConvolution;

/** Selections of all modes. */
class AlgorithmSelectorTest {

    private static final long UNLIMITED = 1L << 40;
    private static final Footprint LARGE = new Footprint(1000, Scratchpad.Size.NONE);
    /** Two equal layers, a layer for which the network requests FFT, and a 1x1x1 layer. */
    private static final SelectionProblem NET = new SelectionProblem(
            Map.of("a", edge("a", 3, false), "b", edge("b", 3, false), "c", edge("c", 5, true),
                    "d", edge("d", 1, true)),
            List.of(planned("a", 3, ConvolutionPass.FORWARD), planned("b", 3, ConvolutionPass.FORWARD),
                    planned("c", 5, ConvolutionPass.FORWARD), planned("d", 1, ConvolutionPass.FORWARD)), 540,
            s -> 500 + 1000 * s.layers().size() + 10 * (4 - s.layers().size()));

    @Test
    void fixedModesFollowTheirRules() {
        assertEquals("c=fft", selector(ConvolutionMode.DIRECT).select(NET, UNLIMITED).selection().text());
        assertEquals("a=fft,b=fft,c=fft", selector(ConvolutionMode.FFT).select(NET, UNLIMITED).selection().text());
        assertEquals("a=winograd,b=winograd,c=winograd",
                selector(ConvolutionMode.WINOGRAD).select(NET, UNLIMITED).selection().text());
        assertEquals("a=winograd-strict,b=winograd-strict,c=winograd-strict",
                selector(ConvolutionMode.WINOGRAD_STRICT).select(NET, UNLIMITED).selection().text());
        assertEquals(List.of("mode direct", "mode direct", "fft 1 in the network file", "kernel 1,1,1"),
                selector(ConvolutionMode.DIRECT).select(NET, UNLIMITED).rows().stream()
                        .map(SelectionReport.Row::reason).toList());
    }

    @Test
    void unsupportedAlgorithmsFallBackToDirect() {
        for (ConvolutionMode mode : ConvolutionMode.values()) {
            AlgorithmSelector selector = new AlgorithmSelector(mode, available(AlgorithmKind.DIRECT), 1);
            SelectionReport report = selector.select(NET, UNLIMITED);
            assertEquals(AlgorithmSelection.DIRECT, report.selection(), mode::text);
            assertEquals(Basis.RULE, report.basis());
            assertEquals(List.of(), selector.tuningTasks(NET));
        }
        assertEquals("fft not supported", new AlgorithmSelector(ConvolutionMode.FFT, available(AlgorithmKind.DIRECT), 1)
                .select(NET, UNLIMITED).rows().get(0).reason());
    }

    @Test
    void measuresEqualLayersOnceAndSelectsTheFastest() {
        AlgorithmSelector selector = selector(ConvolutionMode.OPTIMIZE);
        List<TuningTask> tasks = selector.tuningTasks(NET);
        assertEquals(2, tasks.size());
        assertEquals(List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT, AlgorithmKind.WINOGRAD),
                tasks.get(0).algorithms());
        assertEquals(Basis.MODEL, selector.select(NET, UNLIMITED).basis());
        List<AlgorithmTime> times = times(tasks, Map.of(AlgorithmKind.DIRECT, 3.0, AlgorithmKind.FFT, 2.0,
                AlgorithmKind.WINOGRAD, 1.0));
        SelectionReport report = selector.select(NET, UNLIMITED, times);
        assertEquals("a=winograd,b=winograd,c=winograd", report.selection().text());
        assertEquals(500 + 3 * 1000 + 10, report.bytes());
        assertEquals(List.of("measured", "measured", "measured", "kernel 1,1,1"),
                report.rows().stream().map(SelectionReport.Row::reason).toList());
        assertEquals(1, report.rows().get(0).costs().get(AlgorithmKind.WINOGRAD));
    }

    @Test
    void marksEstimatedTimes() {
        AlgorithmSelector selector = selector(ConvolutionMode.OPTIMIZE);
        List<AlgorithmTime> times = selector.tuningTasks(NET).stream().flatMap(task -> task.algorithms().stream()
                .map(kind -> new AlgorithmTime(task.call(), kind, 1, kind == AlgorithmKind.FFT ? 0 : 7))).toList();
        assertEquals(List.of(Set.of(AlgorithmKind.FFT), Set.of(AlgorithmKind.FFT),
                Set.of(AlgorithmKind.FFT), Set.of()),
                selector.select(NET, UNLIMITED, times).rows().stream().map(SelectionReport.Row::estimated).toList());
    }

    @Test
    void avoidsAlgorithmsThatDoNotFit() {
        AlgorithmSelector selector = selector(ConvolutionMode.OPTIMIZE);
        List<AlgorithmTime> times = times(selector.tuningTasks(NET), Map.of(AlgorithmKind.DIRECT, 3.0,
                AlgorithmKind.FFT, 2.0, AlgorithmKind.WINOGRAD, 1.0));
        SelectionReport report = selector.select(NET, 500 + 2030, times);
        assertEquals(2, report.selection().layers().size());
        assertTrue(report.bytes() <= 2530);
        assertEquals(1, report.rows().stream().filter(r -> r.reason().equals(
                "measured, not enough memory for winograd")).count());
        assertEquals(AlgorithmSelection.DIRECT, selector.select(NET, 500 + 40).selection());
    }

    @Test
    void selectsEachPassOfTrainingSeparately() {
        List<PlannedConvolution> convolutions = new ArrayList<>();
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            convolutions.add(planned("a", 3, pass));
        }
        convolutions.add(planned("c", 5, ConvolutionPass.FORWARD));
        convolutions.add(planned("c", 5, ConvolutionPass.WEIGHT_GRADIENT));
        SelectionProblem step = new SelectionProblem(NET.edges(), convolutions, 0, s -> 0);
        AlgorithmSelector selector = selector(ConvolutionMode.OPTIMIZE_STRICT);
        List<AlgorithmTime> times = new ArrayList<>();
        for (TuningTask task : selector.tuningTasks(step)) {
            AlgorithmKind fastest = task.call().pass() == ConvolutionPass.INPUT_GRADIENT
                    ? AlgorithmKind.DIRECT : task.call().pass() == ConvolutionPass.FORWARD
                            ? AlgorithmKind.FFT : AlgorithmKind.WINOGRAD_STRICT;
            task.algorithms().forEach(kind ->
                    times.add(new AlgorithmTime(task.call(), kind, kind == fastest ? 1 : 2, 7)));
        }
        assertEquals("a=fft/direct/winograd-strict,c=fft/fft/winograd-strict",
                selector.select(step, UNLIMITED, times).selection().text());
    }

    @Test
    void appliesTheModeToAllPassesOfTrainingIfSupported() {
        List<PlannedConvolution> convolutions = new ArrayList<>();
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            convolutions.add(planned("a", 3, pass));
            convolutions.add(planned("e", 6, pass));
        }
        SelectionProblem step = new SelectionProblem(Map.of("a", edge("a", 3, false), "e", edge("e", 6, false)),
                convolutions, 0, s -> 0);
        for (ConvolutionMode mode : List.of(ConvolutionMode.WINOGRAD, ConvolutionMode.WINOGRAD_STRICT)) {
            AlgorithmKind kind = mode.candidates(Vec3.ONE.with(2, 3), false).get(0);
            AlgorithmSelector selector = new AlgorithmSelector(mode, Precision.FLOAT32, 2);
            SelectionReport report = selector.select(step, UNLIMITED);
            assertEquals(new AlgorithmSelection(Map.of("a", LayerAlgorithms.uniform(kind))), report.selection());
            assertEquals(kind.text() + " not supported", report.rows().get(1).reason());
        }
        TuningTask task = new AlgorithmSelector(ConvolutionMode.OPTIMIZE, Precision.FLOAT32, 2).tuningTasks(step)
                .stream().filter(t -> t.call().equals(planned("a", 3, ConvolutionPass.WEIGHT_GRADIENT).call()))
                .findFirst().orElseThrow();
        assertEquals(List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT, AlgorithmKind.WINOGRAD),
                task.algorithms());
    }

    @Test
    void reusesAnEarlierSelectionThatTheModePermits() {
        AlgorithmSelection selection = AlgorithmSelection.parse("a=winograd,c=fft");
        AlgorithmSelector selector = selector(ConvolutionMode.OPTIMIZE);
        SelectionReport report = selector.reuse(NET, selection);
        assertEquals(selection, report.selection());
        assertEquals(Basis.REUSED, report.basis());
        assertEquals(500 + 2 * 1000 + 2 * 10, report.bytes());
        assertTrue(selector.allows(NET, selection));
        assertFalse(selector(ConvolutionMode.OPTIMIZE_STRICT).allows(NET, selection));
        assertFalse(selector.allows(NET,
                new AlgorithmSelection(Map.of("d", LayerAlgorithms.uniform(AlgorithmKind.FFT)))));
        AlgorithmSelector withoutWinograd = new AlgorithmSelector(ConvolutionMode.OPTIMIZE,
                available(AlgorithmKind.DIRECT, AlgorithmKind.FFT), 1);
        assertEquals("the edge 'a' cannot be computed with winograd",
                assertThrows(IllegalArgumentException.class, () -> withoutWinograd.reuse(NET, selection)).getMessage());
    }

    @Test
    void rejectsASelectionForAnotherNetwork() {
        AlgorithmSelection selection = AlgorithmSelection.parse("a=fft,e=fft");
        AlgorithmSelector selector = selector(ConvolutionMode.OPTIMIZE);
        assertFalse(selector.allows(NET, selection));
        assertEquals("'a=fft,e=fft' names edges that the network does not have",
                assertThrows(IllegalArgumentException.class, () -> selector.reuse(NET, selection)).getMessage());
    }

    @Test
    void costModelIsCloseToMeasurements() {
        assertModel(0.21, AlgorithmKind.FFT, 80, new Vec3(3, 3, 3), Vec3.cube(32));
        assertModel(0.076, AlgorithmKind.FFT, 80, new Vec3(5, 5, 5), Vec3.cube(32));
        assertModel(0.047, AlgorithmKind.FFT, 80, new Vec3(7, 7, 7), Vec3.cube(32));
        assertModel(0.38, AlgorithmKind.FFT, 48, new Vec3(1, 5, 5), new Vec3(1, 320, 320));
        assertModel(0.54, AlgorithmKind.WINOGRAD, 24, new Vec3(1, 3, 3), new Vec3(1, 320, 320));
        assertModel(0.29, AlgorithmKind.WINOGRAD, 48, new Vec3(1, 5, 5), new Vec3(1, 320, 320));
        assertModel(0.24, AlgorithmKind.WINOGRAD, 80, new Vec3(3, 3, 3), new Vec3(16, 32, 64));
    }

    private static void assertModel(double share, AlgorithmKind kind, int maps, Vec3 kernel, Vec3 output) {
        ConvolutionCall call = new ConvolutionCall(ConvolutionPass.FORWARD,
                new ConvolutionShape(maps, maps, kernel, Vec3.ONE), output);
        double model = CostModel.equivalentOperations(kind, call) / call.operations();
        assertTrue(model > share / 1.7 && model < share * 1.7, () -> kind + " of " + call + ": " + model);
    }

    private static List<AlgorithmTime> times(List<TuningTask> tasks, Map<AlgorithmKind, Double> seconds) {
        return tasks.stream().flatMap(task -> task.algorithms().stream()
                .map(kind -> new AlgorithmTime(task.call(), kind, seconds.get(kind), 7))).toList();
    }

    private static AlgorithmSelector selector(ConvolutionMode mode) {
        return new AlgorithmSelector(mode, available(AlgorithmKind.values()), 1);
    }

    private static AvailableAlgorithms<float[]> available(AlgorithmKind... kinds) {
        Map<AlgorithmKind, ConvolutionAlgorithm<float[]>> algorithms = new EnumMap<>(AlgorithmKind.class);
        for (AlgorithmKind kind : kinds) {
            algorithms.put(kind, new FakeAlgorithm(new AtomicLong(), call -> 0, 0, kind == AlgorithmKind.DIRECT
                    ? new Footprint(10, Scratchpad.Size.NONE) : LARGE));
        }
        return new AvailableAlgorithms<>(Precision.FLOAT32, algorithms, BenchmarkData::floats);
    }

    private static EdgeSpec edge(String name, int kernel, boolean fft) {
        return new EdgeSpec(name, EdgeType.CONV, "n", "m", new Vec3(1, kernel, kernel), Vec3.ONE, Vec3.ONE, Vec3.ZERO,
                1, fft ? Map.of("fft", "1") : Map.of(), 1);
    }

    private static PlannedConvolution planned(String edge, int kernel, ConvolutionPass pass) {
        return new PlannedConvolution(edge, new ConvolutionCall(pass, new ConvolutionShape(24, 24,
                new Vec3(1, kernel, kernel), Vec3.ONE), new Vec3(1, 50, 50)));
    }
}
