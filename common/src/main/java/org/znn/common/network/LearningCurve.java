package org.znn.common.network;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How errors fell during training, as ZNN stores it under {@code statistics} (ZNN-SEMANTICS 8.1).
 *
 * @param train   averages over each interval between shows
 * @param test    averages over each test
 * @param elapsed seconds per iteration in the last interval
 */
public record LearningCurve(Series train, Series test, double elapsed) {

    public static final LearningCurve EMPTY = new LearningCurve(Series.EMPTY, Series.EMPTY, 0);

    /**
     * Errors at iterations.
     *
     * @param iterations at which they were noted, ascending
     * @param values     one an iteration, by ZNN's name: {@code err} cost, {@code cls} pixel error, and with MALIS
     *                   {@code re}, {@code mc}, {@code me}
     */
    public record Series(long[] iterations, Map<String, double[]> values) {

        public static final Series EMPTY = new Series(new long[0], Map.of());

        public Series {
            values = new TreeMap<>(values);
        }

        /** With one more iteration; an error that earlier ones lack is NaN there, and so the other way round. */
        public Series with(long iteration, Map<String, Double> errors) {
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

        /** Without iterations beyond the given one. */
        public Series upTo(long iteration) {
            int[] kept = IntStream.range(0, iterations.length).filter(i -> iterations[i] <= iteration).toArray();
            Map<String, double[]> all = new TreeMap<>();
            values.forEach((name, series) -> all.put(name, IntStream.of(kept).mapToDouble(i -> series[i]).toArray()));
            return new Series(IntStream.of(kept).mapToLong(i -> iterations[i]).toArray(), all);
        }

        /** The last iteration; 0 where there is none. */
        public long last() {
            return Arrays.stream(iterations).max().orElse(0);
        }
    }

    /** Without iterations beyond the given one. */
    public LearningCurve upTo(long iteration) {
        return new LearningCurve(train.upTo(iteration), test.upTo(iteration), elapsed);
    }

    /** The last iteration of both series; 0 where there is none. */
    public long lastIteration() {
        return Math.max(train.last(), test.last());
    }
}
