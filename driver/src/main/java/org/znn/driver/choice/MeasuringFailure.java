package org.znn.driver.choice;

import org.znn.driver.spark.TaskFailure;

/** It could not be measured how convolutions are fastest; names where it was tried, and the cause in one line. */
public final class MeasuringFailure extends TaskFailure {

    MeasuringFailure(String executor, Throwable cause) {
        super("measuring the convolutions", executor, cause, "a conv_mode that measures nothing, such as direct");
    }
}
