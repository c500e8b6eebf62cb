package org.znn.worker.autotune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Stopwatch;

/** Measurements by a simulated clock. */
class AlgorithmTimerTest {

    private static final ConvolutionShape SHAPE = new ConvolutionShape(32, 32, new Vec3(1, 3, 3), Vec3.ONE);
    private static final ConvolutionCall CALL = call(new Vec3(1, 100, 200));
    private static final long MEMORY = 1 << 26;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void reportsTheFastestOfSevenRepetitions() {
        Iterator<Double> fftSeconds = List.of(0.030, 0.005, 0.009, 0.008, 0.011, 0.010, 0.010, 0.007, 0.008).iterator();
        FakeAlgorithm direct = algorithm(call -> 0.010, 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(call -> call.equals(CALL) ? fftSeconds.next() : 0.010, 0, Footprint.NONE);
        List<AlgorithmTime> times = time(false, MEMORY, 60, direct, fft, task(CALL));
        long small = direct.executions().stream().filter(c -> !c.equals(CALL)).count();
        assertTrue(small >= 2, () -> small + " executions of a tiny image");
        assertEquals(small + 8, direct.executions().size());
        assertEquals(direct.executions().size() + 1, fft.executions().size(),
                "an algorithm that seems slow is warmed up again");
        assertEquals(List.of(7, 7), times.stream().map(AlgorithmTime::repetitions).toList());
        assertEquals(0.010, seconds(times, CALL, AlgorithmKind.DIRECT), 1e-9);
        assertEquals(0.007, seconds(times, CALL, AlgorithmKind.FFT), 1e-9, "warm-ups do not count");
    }

    @Test
    void rejectsAnAlgorithmAfterOneExecutionIfTheCostModelAgrees() {
        FakeAlgorithm direct = algorithm(perVoxel(16e-5), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(perVoxel(4e-5), 0, Footprint.NONE);
        ConvolutionCall wide = new ConvolutionCall(ConvolutionPass.FORWARD,
                new ConvolutionShape(32, 32, new Vec3(1, 7, 7), Vec3.ONE), new Vec3(1, 130, 130));
        List<AlgorithmTime> times = time(false, 1 << 30, 600, direct, fft, task(wide));
        assertEquals(1, direct.executions().stream().filter(wide::equals).count());
        assertEquals(1, fft.executions().stream().filter(wide::equals).count(), "no other algorithm is left");
        assertEquals(4.0, seconds(times, wide, AlgorithmKind.DIRECT)
                / seconds(times, wide, AlgorithmKind.FFT), 1e-6);
    }

    @Test
    void repeatsAnAlgorithmThatTheCostModelFavours() {
        FakeAlgorithm direct = algorithm(perVoxel(1e-5), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(perVoxel(4e-5), 0, Footprint.NONE);
        ConvolutionCall large = call(new Vec3(1, 300, 300));
        List<AlgorithmTime> times = time(false, 1 << 30, 600, direct, fft, task(large));
        assertEquals(2, direct.executions().stream().filter(large::equals).count());
        assertEquals(4.0, seconds(times, large, AlgorithmKind.FFT)
                / seconds(times, large, AlgorithmKind.DIRECT), 1e-6);
    }

    @Test
    void estimatesByTheCostModelIfThereIsNoTimeToMeasure() {
        FakeAlgorithm direct = algorithm(perVoxel(1e-2), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(perVoxel(1e-2), 0, Footprint.NONE);
        List<AlgorithmTime> times = time(false, 1L << 40, 4, direct, fft, task(CALL));
        assertEquals(List.of(0, 0), times.stream().map(AlgorithmTime::repetitions).toList());
        assertEquals(CostModel.equivalentOperations(AlgorithmKind.FFT, CALL) / CALL.operations(),
                seconds(times, CALL, AlgorithmKind.FFT) / seconds(times, CALL, AlgorithmKind.DIRECT), 1e-6);
    }

    @Test
    void remeasuresAnAlgorithmThatWasSlowDuringCompilation() {
        ConvolutionCall early = call(new Vec3(1, 300, 300));
        ConvolutionCall late = new ConvolutionCall(ConvolutionPass.FORWARD,
                new ConvolutionShape(32, 32, new Vec3(1, 5, 5), Vec3.ONE), early.output());
        FakeAlgorithm direct = algorithm(perVoxel(1e-5), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(call -> perVoxel(call.shape().equals(SHAPE) && clock.get() < 8e9 ? 4e-5 : 0.5e-5)
                .applyAsDouble(call), 0, Footprint.NONE);
        List<AlgorithmTime> times = time(false, 1 << 30, 600, direct, fft, task(early), task(late));
        assertEquals(2.0, seconds(times, early, AlgorithmKind.DIRECT)
                / seconds(times, early, AlgorithmKind.FFT), 1e-6);
        assertTrue(times.stream().allMatch(time -> time.repetitions() > 0), times::toString);
    }

    @Test
    void includesReplacingTheWeightsInTraining() {
        FakeAlgorithm direct = algorithm(call -> 0.010, 0.001, Footprint.NONE);
        FakeAlgorithm fft = algorithm(call -> 0.007, 0.006, Footprint.NONE);
        for (ConvolutionPass pass : ConvolutionPass.values()) {
            ConvolutionCall call = new ConvolutionCall(pass, SHAPE, CALL.output());
            List<AlgorithmTime> times = time(true, MEMORY, 60, direct, fft, task(call));
            boolean usesWeights = pass != ConvolutionPass.WEIGHT_GRADIENT;
            assertEquals(usesWeights ? 0.011 : 0.010, seconds(times, call, AlgorithmKind.DIRECT), 1e-9);
            assertEquals(usesWeights ? 0.013 : 0.007, seconds(times, call, AlgorithmKind.FFT), 1e-9);
        }
    }

    @Test
    void respectsTheTimeLimit() {
        FakeAlgorithm direct = algorithm(perVoxel(1e-4), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(perVoxel(0.9e-4), 0, Footprint.NONE);
        List<TuningTask> tasks = List.of(task(call(new Vec3(1, 300, 300))), task(call(new Vec3(1, 250, 250))),
                task(call(new Vec3(1, 2000, 2000))), task(CALL));
        List<AlgorithmTime> times = time(false, 1L << 40, 60, direct, fft, tasks.toArray(TuningTask[]::new));
        assertTrue(clock.get() * 1e-9 < 80, () -> clock.get() * 1e-9 + " s");
        assertEquals(8, times.size());
        ConvolutionCall hours = tasks.get(2).call();
        assertTrue(direct.executions().stream().noneMatch(hours::equals));
        times.stream().filter(t -> t.call().equals(hours)).forEach(t -> assertEquals(0, t.repetitions()));
        assertEquals(0.9, seconds(times, hours, AlgorithmKind.FFT)
                / seconds(times, hours, AlgorithmKind.DIRECT), 1e-6, "extrapolated from smaller sizes");
    }

    @Test
    void measuresTheLargestSizeThatTimePermits() {
        Vec3 output = new Vec3(1, 2000, 2000);
        FakeAlgorithm direct = algorithm(perVoxel(1e-5), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(call -> 0.05 + 0.5e-5 * call.output().product(), 0, Footprint.NONE);
        List<AlgorithmTime> times = time(false, 1L << 40, 60, direct, fft, task(call(output)));
        double real = seconds(times, call(output), AlgorithmKind.FFT);
        assertEquals(20, real, 1, "the constant overhead that dominates small sizes hardly counts");
        assertEquals(new Vec3(1, 500, 1000), fft.executions().stream().map(ConvolutionCall::output)
                .reduce((a, b) -> a.product() > b.product() ? a : b).orElseThrow());
        assertTrue(clock.get() * 1e-9 < 80, () -> clock.get() * 1e-9 + " s");
    }

    @Test
    void sizesGrowEightfoldAndKeepWholeTilesPerDilationResidue() {
        ConvolutionShape deep = new ConvolutionShape(80, 80, new Vec3(3, 3, 3), new Vec3(8, 8, 8));
        List<Vec3> sizes = ProxySizes.of(new ConvolutionCall(ConvolutionPass.FORWARD, deep, new Vec3(200, 400, 800)))
                .stream().map(ConvolutionCall::output).toList();
        assertEquals(List.of(new Vec3(50, 50, 50), new Vec3(100, 100, 100), new Vec3(200, 200, 200),
                new Vec3(200, 400, 800)), sizes);
        assertEquals(List.of(CALL), ProxySizes.of(CALL), "a small size has no smaller proxy");
    }

    @Test
    void respectsTheMemoryLimit() {
        Footprint large = new Footprint(MEMORY, Scratchpad.Size.NONE);
        FakeAlgorithm direct = algorithm(perVoxel(1e-5), 0, Footprint.NONE);
        FakeAlgorithm fft = algorithm(perVoxel(0.5e-5), 0, large);
        List<AlgorithmTime> times = time(false, MEMORY, 60, direct, fft, task(CALL));
        assertTrue(fft.executions().stream().noneMatch(c -> c.equals(CALL)));
        assertEquals(List.of(0, 0), times.stream().map(AlgorithmTime::repetitions).toList());
    }

    private List<AlgorithmTime> time(boolean training, long memory, double limit, FakeAlgorithm direct,
            FakeAlgorithm fft, TuningTask... tasks) {
        AvailableAlgorithms<float[]> available = new AvailableAlgorithms<>(Precision.FLOAT32,
                Map.of(AlgorithmKind.DIRECT, direct, AlgorithmKind.FFT, fft), BenchmarkData::floats);
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            return new AlgorithmTimer<>(available, team, training, memory, new Stopwatch(clock::get))
                    .measure(List.of(tasks), limit);
        }
    }

    private FakeAlgorithm algorithm(ToDoubleFunction<ConvolutionCall> seconds, double setWeightsSeconds,
            Footprint footprint) {
        return new FakeAlgorithm(clock, seconds, setWeightsSeconds, footprint);
    }

    private static ToDoubleFunction<ConvolutionCall> perVoxel(double seconds) {
        return call -> seconds * call.output().product();
    }

    private static ConvolutionCall call(Vec3 output) {
        return new ConvolutionCall(ConvolutionPass.FORWARD, SHAPE, output);
    }

    private static TuningTask task(ConvolutionCall call) {
        return new TuningTask(call, List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT));
    }

    private static double seconds(List<AlgorithmTime> times, ConvolutionCall call, AlgorithmKind kind) {
        return times.stream().filter(t -> t.call().equals(call) && t.algorithm() == kind).findFirst().orElseThrow()
                .seconds();
    }
}
