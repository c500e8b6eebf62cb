package org.znn.driver.train;

import org.znn.driver.report.JobFailedException;

/** Thrown when outputs, cost, gradients or weights are no longer finite; the failed step is not saved. */
public final class DivergenceException extends JobFailedException {

    public DivergenceException(String message) {
        super(message);
    }
}
