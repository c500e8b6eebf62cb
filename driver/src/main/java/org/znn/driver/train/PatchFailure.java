package org.znn.driver.train;

import org.znn.driver.spark.TaskFailure;

/** A patch could not be computed; names its step, where it was tried, and the cause in one line. */
public final class PatchFailure extends TaskFailure {

    PatchFailure(String work, String executor, Throwable cause) {
        super(work, executor, cause, "a smaller train_outsz");
    }
}
