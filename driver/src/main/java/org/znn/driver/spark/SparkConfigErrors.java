package org.znn.driver.spark;

import org.znn.common.diagnostic.UserErrorException;

/** Converts Spark's complaints about its settings to user errors. */
public final class SparkConfigErrors {

    private static final String REMEDY = "correct it where it is set: in an option before the command, in --conf or in"
            + " spark-defaults.conf";

    private SparkConfigErrors() {
    }

    /** Returns the error of a setting that Spark rejected, with Spark's message without its error codes. */
    public static UserErrorException rejected(Exception cause) {
        String text = String.valueOf(cause.getMessage()).replaceFirst("^\\[[A-Z_.]+] ", "")
                .replaceFirst("\\.? SQLSTATE: \\w+$", "").replaceAll("\\s*\\R\\s*", " ");
        return withCause(new UserErrorException("Spark", text, REMEDY), cause);
    }

    /** Returns the error of a setting whose value has the wrong type. */
    static UserErrorException invalidValue(String key, String value, String expected, Exception cause) {
        return withCause(new UserErrorException(key, "'" + value + "' is not valid", "use " + expected), cause);
    }

    private static UserErrorException withCause(UserErrorException error, Exception cause) {
        error.initCause(cause);
        return error;
    }
}
