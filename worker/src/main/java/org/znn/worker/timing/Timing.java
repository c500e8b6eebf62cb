package org.znn.worker.timing;

/**
 * Result of a benchmark.
 *
 * @param first       duration in seconds of the very first repetition, including JIT compilation
 * @param median      median duration in seconds of the timed repetitions
 * @param repetitions number of timed repetitions
 */
public record Timing(double first, double median, int repetitions) {
}
