package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.parallel.ForkJoinTeam;
import org.znn.worker.timing.Stopwatch;

/**
 * Measures the algorithms of a list of convolutions. First all algorithms compute tiny images in turn, so that the JVM
 * compiles them ({@link JitWarmUp}). Then the algorithms of each convolution are compared, at its real size if possible
 * ({@link AlgorithmBenchmark}). A comparison is repeated if it rejected an algorithm that may be the fastest, judged by
 * the algorithm's speed in other convolutions. If there is no time or memory to measure an algorithm, {@link CostModel}
 * estimates its time relative to the measured algorithms.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class AlgorithmTimer<A> {

    /** Maximum share of the time limit spent on warming up. */
    private static final double WARM_UP_SHARE = 0.3;
    /** Share of the time limit after which all convolutions should have been measured once. */
    private static final double FIRST_ROUND_SHARE = 0.8;
    /** Minimum weight of a convolution in the distribution of the time limit, as a share of all operations. */
    private static final double MIN_WEIGHT = 0.02;

    private final AvailableAlgorithms<A> available;
    private final ForkJoinTeam team;
    private final long memory;
    private final BenchmarkClock clock;

    /**
     * Creates a timer.
     *
     * @param training  whether each execution includes replacing the weights, as in a training step
     * @param memory    limit in bytes
     * @param stopwatch source of the time
     */
    public AlgorithmTimer(AvailableAlgorithms<A> available, ForkJoinTeam team, boolean training, long memory,
            Stopwatch stopwatch) {
        this.available = available;
        this.team = team;
        this.memory = memory;
        clock = new BenchmarkClock(stopwatch, training);
    }

    /**
     * Measures or estimates the time of every algorithm of every task.
     *
     * @param limit limit in seconds; a started execution is completed
     */
    public List<AlgorithmTime> measure(List<TuningTask> tasks, double limit) {
        long start = clock.now();
        double secondsPerOperation =
                new JitWarmUp(tasks, available, team, clock).execute(WARM_UP_SHARE * limit, () -> false);
        List<AlgorithmBenchmark<A>> benchmarks = new ArrayList<>();
        double totalOperations = tasks.stream().mapToDouble(t -> t.call().operations()).sum();
        double remainingWeight = tasks.stream().mapToDouble(t -> weight(t, totalOperations)).sum();
        for (TuningTask task : tasks) {
            double weight = weight(task, totalOperations);
            double taskLimit = (FIRST_ROUND_SHARE * limit - clock.secondsSince(start)) * weight / remainingWeight;
            AlgorithmBenchmark<A> benchmark =
                    new AlgorithmBenchmark<>(available, team, memory, clock, task, secondsPerOperation);
            benchmark.measure(taskLimit);
            benchmarks.add(benchmark);
            remainingWeight -= weight;
        }
        remeasure(benchmarks, tasks, limit - clock.secondsSince(start));
        return benchmarks.stream().flatMap(b -> b.times().stream()).toList();
    }

    /** Repeats comparisons that may be wrong; by now the JVM has compiled what was slow in the first round. */
    private void remeasure(List<AlgorithmBenchmark<A>> benchmarks, List<TuningTask> tasks, double limit) {
        long start = clock.now();
        Map<AlgorithmKind, Double> secondsPerOperation = new EnumMap<>(AlgorithmKind.class);
        benchmarks.stream().flatMap(b -> b.times().stream()).forEach(time ->
                secondsPerOperation.merge(time.algorithm(), time.seconds() / time.call().operations(), Math::min));
        List<AlgorithmBenchmark<A>> doubtful = IntStream.range(0, benchmarks.size())
                .filter(i -> benchmarks.get(i).needsRemeasurement(estimates(tasks.get(i), secondsPerOperation)))
                .<AlgorithmBenchmark<A>>mapToObj(benchmarks::get).toList();
        for (int i = 0; i < doubtful.size(); i++) {
            doubtful.get(i).measure((limit - clock.secondsSince(start)) / (doubtful.size() - i));
        }
    }

    private static Map<AlgorithmKind, Double> estimates(TuningTask task,
            Map<AlgorithmKind, Double> secondsPerOperation) {
        Map<AlgorithmKind, Double> estimates = new EnumMap<>(AlgorithmKind.class);
        task.algorithms().forEach(kind ->
                estimates.put(kind, secondsPerOperation.get(kind) * task.call().operations()));
        return estimates;
    }

    private static double weight(TuningTask task, double totalOperations) {
        return Math.max(task.call().operations(), MIN_WEIGHT * totalOperations);
    }
}
