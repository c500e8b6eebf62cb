package org.znn.worker.autotune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.ConvolutionPass;
import org.znn.worker.convolution.ConvolutionShape;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Stopwatch;

/** Warm-up timed by a simulated clock. */
class JitWarmUpTest {

    private static final ConvolutionCall CALL = new ConvolutionCall(ConvolutionPass.FORWARD,
            new ConvolutionShape(32, 32, new Vec3(1, 3, 3), Vec3.ONE), new Vec3(8, 100, 2000));

    private final AtomicLong clock = new AtomicLong();

    @Test
    void executesAllAlgorithmsInTurnUntilTheyGetNoFaster() {
        FakeAlgorithm direct = algorithm(1e-3);
        FakeAlgorithm fft = algorithm(0.5e-3);
        double secondsPerOperation = warmUp(direct, fft, 60, Long.MAX_VALUE);
        assertTrue(direct.executions().stream()
                .allMatch(c -> c.output().product() <= 64 && c.shape().equals(CALL.shape())));
        assertEquals(direct.executions().size(), fft.executions().size());
        assertTrue(clock.get() > 1e9 && clock.get() < 1.5e9, () -> clock + " ns");
        ConvolutionCall tiny = direct.executions().get(0);
        assertEquals(Math.min(1e-3 / tiny.operations(),
                0.5e-3 / CostModel.equivalentOperations(AlgorithmKind.FFT, tiny)),
                secondsPerOperation, 1e-15);
    }

    @Test
    void endsWhenTimeIsUp() {
        FakeAlgorithm direct = algorithm(0.3);
        warmUp(direct, algorithm(0.3), 0.5, Long.MAX_VALUE);
        assertEquals(2, direct.executions().size(), "two rounds are the minimum");
    }

    @Test
    void endsWhenStopped() {
        FakeAlgorithm direct = algorithm(1e-3);
        warmUp(direct, algorithm(1e-3), 60, 20);
        assertEquals(10, direct.executions().size());
    }

    /** Stops after {@code maxExecutions} executions. */
    private double warmUp(FakeAlgorithm direct, FakeAlgorithm fft, double seconds, long maxExecutions) {
        AvailableAlgorithms<float[]> available = new AvailableAlgorithms<>(Precision.FLOAT32,
                Map.of(AlgorithmKind.DIRECT, direct, AlgorithmKind.FFT, fft), BenchmarkData::floats);
        List<TuningTask> tasks =
                List.of(new TuningTask(CALL, List.of(AlgorithmKind.DIRECT, AlgorithmKind.FFT)));
        try (ForkJoinTeam team = new ForkJoinTeam(1)) {
            return new JitWarmUp(tasks, available, team, new BenchmarkClock(new Stopwatch(clock::get), false))
                    .execute(seconds, () -> direct.executions().size() + fft.executions().size() >= maxExecutions);
        }
    }

    private FakeAlgorithm algorithm(double seconds) {
        return new FakeAlgorithm(clock, call -> seconds, 0, Footprint.NONE);
    }
}
