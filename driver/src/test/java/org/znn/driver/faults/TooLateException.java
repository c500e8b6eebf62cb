package org.znn.driver.faults;

/** Says that a job ended before its fault could strike. */
final class TooLateException extends Exception {

    private static final long serialVersionUID = 1;

    TooLateException(String message) {
        super(message);
    }
}
