package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.znn.common.geometry.IntMath;
import org.znn.common.geometry.Vec3;
import org.znn.common.network.AlgorithmKind;
import org.znn.common.volume.Precision;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Stopwatch;

/**
 * Executes convolutions on images of a few voxels, so that the JVM compiles their kernels. The JVM counts invocations
 * and loop iterations, and before compilation the vector kernels are a thousand times slower: tiny images are the
 * fastest way to the threshold.
 */
public final class JitWarmUp {

    /** Upper limit of the floating-point operations of an execution, unless the image would have too few voxels. */
    private static final double MAX_OPERATIONS = 1e6;
    private static final long MIN_VOXELS = 64;
    /** Target ratio of the length of a row to the numbers of rows and sections; rows are divided into vectors. */
    private static final int ROW_WEIGHT = 8;
    private static final int MIN_ROUNDS = 2;
    /** Seconds without a round faster by {@link #IMPROVEMENT} after which compilation is taken to be complete. */
    private static final double STABLE_SECONDS = 1;
    private static final double IMPROVEMENT = 0.9;
    /** Maximum duration in seconds of a warm-up in the background. */
    private static final double BACKGROUND_SECONDS = 10;

    private final List<Kernel> kernels = new ArrayList<>();
    private final BenchmarkClock clock;

    private record Kernel(BenchmarkConvolution convolution, double operations) {
    }

    <A> JitWarmUp(List<TuningTask> tasks, AvailableAlgorithms<A> available, ForkJoinTeam team, BenchmarkClock clock) {
        this.clock = clock;
        Scratchpad scratchpad = new Scratchpad();
        for (TuningTask task : tasks) {
            ConvolutionCall call = shrink(task.call());
            BenchmarkMaps<A> maps = BenchmarkMaps.of(call, available.data());
            for (AlgorithmKind kind : task.algorithms()) {
                kernels.add(new Kernel(BenchmarkConvolution.of(available, kind, call, maps, scratchpad, team),
                        CostModel.equivalentOperations(kind, call)));
            }
        }
    }

    /**
     * Lets the JVM compile the kernels of a selection on the calling thread, while other threads prepare the job.
     *
     * @param memory limit in bytes; nothing is executed if the kernels need more
     * @param stop   predicate that is tested before each execution and ends the warm-up when true
     */
    public static void warmUp(SelectionReport report, Precision precision, long memory, BooleanSupplier stop) {
        warmUp(report, AvailableAlgorithms.of(precision), memory, stop);
    }

    private static <A> void warmUp(SelectionReport report, AvailableAlgorithms<A> available, long memory,
            BooleanSupplier stop) {
        List<TuningTask> tasks = report.rows().stream()
                .map(row -> new TuningTask(row.convolution().call(), List.of(row.algorithm()))).distinct().toList();
        if (bytes(tasks, available) <= memory) {
            try (ForkJoinTeam team = new ForkJoinTeam(1)) {
                new JitWarmUp(tasks, available, team, new BenchmarkClock(Stopwatch.SYSTEM, false))
                        .execute(BACKGROUND_SECONDS, stop);
            }
        }
    }

    private static long bytes(List<TuningTask> tasks, AvailableAlgorithms<?> available) {
        long bytes = 0;
        for (TuningTask task : tasks) {
            ConvolutionCall call = shrink(task.call());
            bytes += BenchmarkMaps.elements(call) * available.precision().bytes();
            for (AlgorithmKind kind : task.algorithms()) {
                bytes += available.footprint(kind, call, 1).map(f -> f.residentBytes() + f.scratchpad().bytes())
                        .orElseThrow();
            }
        }
        return bytes;
    }

    /**
     * Executes all kernels in turn until a round is no longer faster than those before, or time is up.
     *
     * @param limit limit in seconds
     * @param stop  predicate that is tested before each execution and ends the warm-up when true
     * @return seconds per equivalent operation of {@link CostModel}, the minimum of all executions; infinite if there
     *         are no kernels
     */
    double execute(double limit, BooleanSupplier stop) {
        long start = clock.now();
        long lastImprovement = start;
        double bestRound = Double.POSITIVE_INFINITY;
        double secondsPerOperation = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MIN_ROUNDS || !kernels.isEmpty() && clock.secondsSince(start) < limit
                && clock.secondsSince(lastImprovement) < STABLE_SECONDS; round++) {
            double roundSeconds = 0;
            for (Kernel kernel : kernels) {
                if (stop.getAsBoolean()) {
                    return secondsPerOperation;
                }
                double seconds = clock.time(kernel.convolution);
                secondsPerOperation = Math.min(secondsPerOperation, seconds / kernel.operations);
                roundSeconds += seconds;
            }
            if (roundSeconds < IMPROVEMENT * bestRound) {
                bestRound = roundSeconds;
                lastImprovement = clock.now();
            }
        }
        return secondsPerOperation;
    }

    private static ConvolutionCall shrink(ConvolutionCall call) {
        Vec3 output = call.output();
        while (call.shape().operations(output) > MAX_OPERATIONS && output.product() > MIN_VOXELS) {
            int rows = output.x() / ROW_WEIGHT;
            int longest = output.z() > Math.max(output.y(), rows) ? 0 : output.y() > rows ? 1 : 2;
            output = output.with(longest, IntMath.ceilDiv(output.get(longest), 2));
        }
        return new ConvolutionCall(call.pass(), call.shape(), output, call.pointwiseMaps());
    }
}
