package org.znn.driver.report;

/** A failure of a running job that was foreseen: its message says all there is to say to the user. */
public class PlainFailure extends RuntimeException {

    public PlainFailure(String message) {
        super(message);
    }

    public PlainFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
