package org.znn.driver.report;

/** An expected failure of a running job, whose message tells the user everything; no stack trace is needed. */
public class JobFailedException extends RuntimeException {

    public JobFailedException(String message) {
        super(message);
    }

    public JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
