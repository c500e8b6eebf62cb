package org.znn.driver.forward;

/**
 * What a task tells the driver of the block it committed: figures only, never voxels.
 *
 * @param block          its number
 * @param voxels         of output
 * @param readingNanos   reading and preprocessing the input
 * @param computingNanos in the network, the wait for its turn included
 * @param writingNanos   compressing and committing
 */
public record BlockReport(long block, long voxels, long readingNanos, long computingNanos, long writingNanos) {
}
