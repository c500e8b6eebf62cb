package org.znn.driver.report;

/** Thrown when a running job fails for a known reason that the message explains without a stack trace. */
public class JobFailedException extends RuntimeException {

    public JobFailedException(String message) {
        super(message);
    }

    public JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
