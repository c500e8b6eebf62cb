package org.znn.driver.forward;

/**
 * Report of a committed block, sent from its task to the driver. Contains no voxels.
 *
 * @param block          number of the block
 * @param voxels         output voxels
 * @param readingNanos   nanoseconds of reading and preprocessing the input
 * @param computingNanos nanoseconds in the network, including the wait for it
 * @param writingNanos   nanoseconds of compressing and committing
 */
public record BlockReport(long block, long voxels, long readingNanos, long computingNanos, long writingNanos) {
}
