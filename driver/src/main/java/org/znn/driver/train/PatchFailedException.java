package org.znn.driver.train;

import org.znn.driver.spark.TaskFailedException;

/** Thrown when a patch cannot be computed; names the step, the executor and the cause in one line. */
public final class PatchFailedException extends TaskFailedException {

    PatchFailedException(String work, String executor, Throwable cause) {
        super(work, executor, cause, "a smaller train_outsz");
    }
}
