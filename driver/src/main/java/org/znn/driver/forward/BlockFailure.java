package org.znn.driver.forward;

import org.znn.common.geometry.Box;
import org.znn.driver.report.FailureText;

/** A block could not be computed; names the block, where it was tried, and the cause in one line. */
public final class BlockFailure extends RuntimeException {

    public BlockFailure(long block, Box box, String executor, Throwable cause) {
        super("block " + block + " (output voxels " + box + ") failed on executor " + executor + ": "
                + describe(cause), cause);
    }

    private static String describe(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "out of memory (" + cause.getMessage() + "); give executors more memory (--executor-memory, or"
                    + " --driver-memory without a cluster), or choose a smaller forward_outsz";
        }
        return FailureText.of(cause);
    }
}
