package org.znn.driver.forward;

import org.znn.common.geometry.Box;
import org.znn.driver.spark.TaskFailedException;

/** Thrown when a task of a forward job fails; names the block, the executor and the cause in one line. */
public final class BlockFailedException extends TaskFailedException {

    private static final String MEMORY_ADVICE = "a smaller forward_outsz";

    /** Creates the exception for a failed block of output voxels. */
    public BlockFailedException(long block, Box box, String executor, Throwable cause) {
        super("block " + block + " (output voxels " + box + ")", executor, cause, MEMORY_ADVICE);
    }

    /** Creates the exception for failed statistics of the image sections {@code from} to {@code to} − 1. */
    BlockFailedException(int from, int to, String executor, Throwable cause) {
        super("computing the statistics of image sections " + from + ".." + (to - 1), executor, cause, MEMORY_ADVICE);
    }
}
