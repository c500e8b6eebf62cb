package org.znn.common.network;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

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

        static final Series EMPTY = new Series(new long[0], Map.of());

        public Series {
            values = new TreeMap<>(values);
        }

        /** The last iteration; 0 where there is none. */
        public long last() {
            return Arrays.stream(iterations).max().orElse(0);
        }
    }

    /** The last iteration of both series; 0 where there is none. */
    public long lastIteration() {
        return Math.max(train.last(), test.last());
    }
}
