package org.znn.common.network;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Errors over the course of training, stored under {@code statistics} (ZNN-SEMANTICS 8.1).
 *
 * @param train               training errors, averaged over each interval between reports
 * @param test                test errors, averaged over each test
 * @param secondsPerIteration seconds per iteration in the last interval
 */
public record LearningCurve(Series train, Series test, double secondsPerIteration) {

    public static final LearningCurve EMPTY = new LearningCurve(Series.EMPTY, Series.EMPTY, 0);

    /**
     * A series of errors.
     *
     * @param iterations iteration numbers, ascending
     * @param values     one value per iteration, by ZNN's name of the error: {@code err} is the cost, {@code cls} the
     *                   pixel error; MALIS adds {@code re}, {@code mc} and {@code me}
     */
    public record Series(long[] iterations, Map<String, double[]> values) {

        public static final Series EMPTY = new Series(new long[0], Map.of());

        public Series {
            values = new TreeMap<>(values);
        }

        /** Appends an iteration; errors that are not known for every iteration are NaN where they are missing. */
        public Series append(long iteration, Map<String, Double> errors) {
            int n = iterations.length;
            long[] longer = Arrays.copyOf(iterations, n + 1);
            longer[n] = iteration;
            Map<String, double[]> all = new TreeMap<>();
            Stream.concat(values.keySet().stream(), errors.keySet().stream()).forEach(name -> {
                double[] series = new double[n + 1];
                Arrays.fill(series, Double.NaN);
                System.arraycopy(values.getOrDefault(name, new double[0]), 0, series, 0,
                        values.containsKey(name) ? n : 0);
                series[n] = errors.getOrDefault(name, Double.NaN);
                all.put(name, series);
            });
            return new Series(longer, all);
        }

        /** Drops the iterations after the given one. */
        public Series upTo(long iteration) {
            int[] kept = IntStream.range(0, iterations.length).filter(i -> iterations[i] <= iteration).toArray();
            Map<String, double[]> all = new TreeMap<>();
            values.forEach((name, series) -> all.put(name, IntStream.of(kept).mapToDouble(i -> series[i]).toArray()));
            return new Series(IntStream.of(kept).mapToLong(i -> iterations[i]).toArray(), all);
        }

        /** Returns the last iteration; 0 for an empty series. */
        public long lastIteration() {
            return Arrays.stream(iterations).max().orElse(0);
        }
    }

    /** Drops the iterations after the given one. */
    public LearningCurve upTo(long iteration) {
        return new LearningCurve(train.upTo(iteration), test.upTo(iteration), secondsPerIteration);
    }

    /** Returns the last iteration of both series; 0 if both are empty. */
    public long lastIteration() {
        return Math.max(train.lastIteration(), test.lastIteration());
    }
}
