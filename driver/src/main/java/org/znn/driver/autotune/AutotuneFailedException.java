package org.znn.driver.autotune;

import org.znn.driver.spark.TaskFailedException;

/** Thrown if the measurement of convolution algorithms failed on an executor. */
public final class AutotuneFailedException extends TaskFailedException {

    AutotuneFailedException(String executor, Throwable cause) {
        super("measuring the convolutions", executor, cause, "a conv_mode without measurements, such as direct");
    }
}
