package org.znn.driver.spark;

import org.znn.driver.report.FailureMessages;
import org.znn.driver.report.JobFailedException;

/** Thrown when a task fails; names the work, the executor and the cause in one line. */
public class TaskFailedException extends JobFailedException {

    /**
     * Creates the exception, without the cause if memory ran out: Spark terminates the JVM of an executor, which in
     * local mode is also the driver, if it finds an OutOfMemoryError in the failure of a task.
     *
     * @param work     description of the task
     * @param executor id of the executor
     * @param advice   alternative that needs less memory, suggested in the message
     */
    protected TaskFailedException(String work, String executor, Throwable cause, String advice) {
        super(work + " failed on executor " + executor + ": " + describe(cause, advice),
                isOutOfMemory(cause) ? null : cause);
        if (getCause() == null) {
            setStackTrace(cause.getStackTrace());
        }
    }

    private static String describe(Throwable cause, String advice) {
        return isOutOfMemory(cause) ? "out of memory; " + ClusterShape.MORE_MEMORY + ", or choose " + advice
                : FailureMessages.describe(cause);
    }

    private static boolean isOutOfMemory(Throwable failure) {
        return FailureMessages.findCause(failure, OutOfMemoryError.class).isPresent();
    }
}
