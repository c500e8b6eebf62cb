package org.znn.worker.timing;

import java.util.ArrayList;
import java.util.List;

/**
 * Number and duration of the repetitions of a benchmark: untimed ones first, while the JVM still compiles, then timed
 * ones. Each phase ends when both of its minimums are reached.
 *
 * @param minWarmUps     minimum number of untimed repetitions, at least 1
 * @param warmUpSeconds  minimum duration of the untimed repetitions in seconds
 * @param minRepetitions minimum number of timed repetitions, at least 1
 * @param seconds        minimum duration of the timed repetitions in seconds
 */
public record TimingBudget(int minWarmUps, double warmUpSeconds, int minRepetitions, double seconds) {

    /** Budget of a whole network. */
    public static final TimingBudget NETWORK = new TimingBudget(1, 3, 5, 4);
    /** One untimed and one timed repetition, for tests. */
    public static final TimingBudget MINIMAL = new TimingBudget(1, 0, 1, 0);

    /** Executes {@code work} repeatedly. */
    public Timing time(Runnable work) {
        double first = repeat(work, minWarmUps, warmUpSeconds).get(0);
        List<Double> sorted = repeat(work, minRepetitions, seconds).stream().sorted().toList();
        return new Timing(first, sorted.get(sorted.size() / 2), sorted.size());
    }

    /** Durations of the repetitions in seconds, in order of execution. */
    private static List<Double> repeat(Runnable work, int minRepetitions, double minSeconds) {
        List<Double> durations = new ArrayList<>();
        double total = 0;
        while (durations.size() < minRepetitions || total < minSeconds) {
            double duration = Stopwatch.SYSTEM.time(work);
            durations.add(duration);
            total += duration;
        }
        return durations;
    }
}
