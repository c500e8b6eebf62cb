package org.znn.driver.spark;

import org.znn.driver.report.FailureText;
import org.znn.driver.report.PlainFailure;

/** A task could not be done; names its work, where it was tried, and the cause in one line. */
public class TaskFailure extends PlainFailure {

    /**
     * Without the cause where memory ran out: Spark ends the whole process of an executor, which may be the driver's
     * too, when it finds an OutOfMemoryError in a task's failure.
     *
     * @param work   what the task should have done
     * @param memory what takes less memory, as advice
     */
    protected TaskFailure(String work, String executor, Throwable cause, String memory) {
        super(work + " failed on executor " + executor + ": " + describe(cause, memory),
                outOfMemory(cause) ? null : cause);
        if (getCause() == null) {
            setStackTrace(cause.getStackTrace());
        }
    }

    private static String describe(Throwable cause, String memory) {
        return outOfMemory(cause) ? "out of memory; give executors more memory (--executor-memory, or --driver-memory"
                + " without a cluster), or choose " + memory : FailureText.of(cause);
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
