package org.znn.worker.autotune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.znn.common.network.AlgorithmKind;
import org.znn.worker.convolution.ConvolutionCall;
import org.znn.worker.convolution.Footprint;
import org.znn.worker.convolution.Scratchpad;
import org.znn.worker.parallel.ForkJoinTeam;

/**
 * Compares the algorithms of one convolution, on sizes that grow to the real one as far as time and memory permit. At
 * each size the algorithms take turns, and the first execution of each is a warm-up; algorithms that are clearly too
 * slow do not reach the next size. Since the JVM may still have been compiling a rejected algorithm, the benchmark can
 * be repeated later.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class AlgorithmBenchmark<A> {

    /** Timed repetitions at the real size. */
    private static final int MAX_REPETITIONS = 7;
    /** Timed repetitions at a smaller size. */
    private static final int PROXY_REPETITIONS = 2;
    /** Executions for which there must be time: a warm-up and a timed repetition. */
    private static final int MIN_EXECUTIONS = 2;
    /** Maximum warm-up in seconds of an algorithm that seems slow, because the JVM may still be compiling it. */
    private static final double WARM_UP_SECONDS = 1.5;
    /** Multiple of the fastest time at which an algorithm is rejected after its warm-up, or at a smaller size. */
    private static final double INITIAL_CUTOFF = 3;
    /** Multiple of the fastest time at which an algorithm is rejected after several repetitions at the real size. */
    private static final double CUTOFF = 1.5;

    private final AvailableAlgorithms<A> available;
    private final ForkJoinTeam team;
    private final long memory;
    private final BenchmarkClock clock;
    private final TuningTask task;
    /** Best known seconds at the real size. */
    private final Map<AlgorithmKind, Double> seconds = new EnumMap<>(AlgorithmKind.class);
    /** Seconds at the real size, extrapolated from the last size measured. */
    private final Map<AlgorithmKind, Double> estimated;
    private final Set<AlgorithmKind> measured = EnumSet.noneOf(AlgorithmKind.class);
    private final Map<AlgorithmKind, Integer> repetitions = new EnumMap<>(AlgorithmKind.class);
    private List<AlgorithmKind> remaining;

    /**
     * Creates the benchmark of one task.
     *
     * @param memory              limit in bytes
     * @param secondsPerOperation estimated time of an equivalent operation of {@link CostModel}
     */
    AlgorithmBenchmark(AvailableAlgorithms<A> available, ForkJoinTeam team, long memory, BenchmarkClock clock,
            TuningTask task, double secondsPerOperation) {
        this.available = available;
        this.team = team;
        this.memory = memory;
        this.clock = clock;
        this.task = task;
        task.algorithms().forEach(kind -> seconds.put(kind, secondsPerOperation * operations(kind)));
        estimated = new EnumMap<>(seconds);
    }

    /**
     * Whether an algorithm that may be the fastest was rejected before it had enough repetitions at the real size.
     *
     * @param estimates seconds of each algorithm, extrapolated from other convolutions
     */
    boolean needsRemeasurement(Map<AlgorithmKind, Double> estimates) {
        double best = Collections.min(seconds.values());
        return task.algorithms().stream().anyMatch(kind -> repetitions.getOrDefault(kind, 0) < MIN_EXECUTIONS
                && seconds.get(kind) > best && estimates.get(kind) < CUTOFF * best);
    }

    /**
     * Measures all algorithms; a repeated call measures them once more.
     *
     * @param limit limit in seconds; a started execution is completed
     */
    void measure(double limit) {
        long start = clock.now();
        remaining = task.algorithms();
        for (ConvolutionCall call : ProxySizes.of(task.call())) {
            remaining = affordable(call, limit - clock.secondsSince(start));
            // A comparison needs two algorithms.
            if (remaining.size() < 2) {
                break;
            }
            compare(call, start, limit);
        }
        estimateUnmeasured();
    }

    /** Estimates unmeasured algorithms from the fastest measured one, in the proportion of the cost model. */
    private void estimateUnmeasured() {
        measured.stream().min(Comparator.comparing(seconds::get)).ifPresent(fastest -> {
            double secondsPerOperation = seconds.get(fastest) / operations(fastest);
            task.algorithms().stream().filter(kind -> !measured.contains(kind))
                    .forEach(kind -> seconds.put(kind, secondsPerOperation * operations(kind)));
        });
    }

    /** The times of all algorithms. */
    List<AlgorithmTime> times() {
        return task.algorithms().stream().map(kind -> new AlgorithmTime(task.call(), kind, seconds.get(kind),
                repetitions.getOrDefault(kind, 0))).toList();
    }

    private void compare(ConvolutionCall call, long start, double limit) {
        boolean isRealSize = call.equals(task.call());
        BenchmarkMaps<A> maps = BenchmarkMaps.of(call, available.data());
        Scratchpad scratchpad = new Scratchpad();
        List<RepeatedTiming> all = remaining.stream().map(kind -> new RepeatedTiming(kind,
                BenchmarkConvolution.of(available, kind, call, maps, scratchpad, team), clock)).toList();
        List<RepeatedTiming> timings = new ArrayList<>(all);
        double warmUpLimit = Math.min(WARM_UP_SECONDS, (limit - clock.secondsSince(start)) / (2 * timings.size()));
        timings.forEach(RepeatedTiming::warmUp);
        double fastest = fastest(timings);
        timings.forEach(t -> t.warmUpUntil(fastest, warmUpLimit));
        double scale = scale(call);
        // Reject only what is slow here and was slow before: an algorithm that the JVM is still compiling was faster
        // at a smaller size, or is faster by the cost model.
        double best = timings.stream().mapToDouble(t -> optimistic(t, scale)).min().orElse(0);
        timings.removeIf(t -> optimistic(t, scale) > INITIAL_CUTOFF * best);
        int maxRepetitions = isRealSize ? MAX_REPETITIONS : PROXY_REPETITIONS;
        for (int n = 0; n < maxRepetitions && timings.size() > 1 && (n == 0 || clock.secondsSince(start) < limit);
                n++) {
            timings.forEach(RepeatedTiming::repeat);
            double cutoff = (isRealSize && n > 0 ? CUTOFF : INITIAL_CUTOFF) * fastest(timings);
            timings.removeIf(t -> t.fastest() > cutoff);
        }
        remaining = timings.stream().map(RepeatedTiming::algorithm).toList();
        for (RepeatedTiming timing : all) {
            measured.add(timing.algorithm());
            estimated.put(timing.algorithm(), timing.fastest() * scale);
            if (isRealSize) {
                repetitions.put(timing.algorithm(), timing.count());
            }
            // A time extrapolated from a smaller size does not replace one at the real size.
            if (isRealSize || !repetitions.containsKey(timing.algorithm())) {
                seconds.put(timing.algorithm(), timing.fastest() * scale);
            }
        }
    }

    private double operations(AlgorithmKind kind) {
        return CostModel.equivalentOperations(kind, task.call());
    }

    private double optimistic(RepeatedTiming timing, double scale) {
        return Math.min(timing.fastest() * scale, seconds.get(timing.algorithm()));
    }

    /** Remaining algorithms that fit in the remaining seconds and in memory, the fastest first. */
    private List<AlgorithmKind> affordable(ConvolutionCall call, double remainingSeconds) {
        long bytes = BenchmarkMaps.elements(call) * available.precision().bytes();
        Footprint total = Footprint.NONE;
        double totalSeconds = 0;
        List<AlgorithmKind> affordable = new ArrayList<>();
        for (AlgorithmKind kind : remaining.stream().sorted(Comparator.comparing(estimated::get)).toList()) {
            Optional<Footprint> sum = available.footprint(kind, call, team.size()).map(total::plus);
            double sumSeconds = totalSeconds + MIN_EXECUTIONS * estimated.get(kind) / scale(call);
            if (sumSeconds <= remainingSeconds
                    && sum.filter(f -> bytes + f.residentBytes() + f.scratchpad().bytes() <= memory).isPresent()) {
                affordable.add(kind);
                total = sum.get();
                totalSeconds = sumSeconds;
            }
        }
        return affordable;
    }

    /** Ratio of the real size to the size of a call. */
    private double scale(ConvolutionCall call) {
        return (double) task.call().output().product() / call.output().product();
    }

    private static double fastest(List<RepeatedTiming> timings) {
        return timings.stream().mapToDouble(RepeatedTiming::fastest).min().orElse(0);
    }
}
