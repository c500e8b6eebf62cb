package org.znn.driver.forward;

import org.znn.common.geometry.Box;
import org.znn.driver.report.FailureText;

/** A task could not be done; names its block, where it was tried, and the cause in one line. */
public final class BlockFailure extends RuntimeException {

    private static final String OUT_OF_MEMORY = "; give executors more memory (--executor-memory, or --driver-memory"
            + " without a cluster), or choose a smaller forward_outsz";

    /** Of a block of output voxels. */
    public BlockFailure(long block, Box box, String executor, Throwable cause) {
        this("block " + block + " (output voxels " + box + ")", executor, cause);
    }

    /** Of sections of an image, whose statistics were wanted. */
    BlockFailure(int from, int to, String executor, Throwable cause) {
        this("the statistics of the image's sections " + from + ".." + to, executor, cause);
    }

    /**
     * Without the cause where memory ran out: Spark ends the whole process of an executor, which may be the driver's
     * too, when it finds an OutOfMemoryError in a task's failure.
     */
    private BlockFailure(String work, String executor, Throwable cause) {
        super(work + " failed on executor " + executor + ": " + describe(cause), outOfMemory(cause) ? null : cause);
        if (getCause() == null) {
            setStackTrace(cause.getStackTrace());
        }
    }

    private static String describe(Throwable cause) {
        return outOfMemory(cause) ? "out of memory" + OUT_OF_MEMORY : FailureText.of(cause);
    }

    private static boolean outOfMemory(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
