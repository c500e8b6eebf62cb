package org.znn.driver.spark;

import org.znn.common.problem.UserMistake;

/** What Spark says of its own settings, as a mistake of the user. */
public final class SparkMistake {

    private static final String REMEDY = "correct it where it is set: an option before the command, --conf, or"
            + " spark-defaults.conf";

    private SparkMistake() {
    }

    /** A setting that Spark refused, in its words without their codes. */
    public static UserMistake refused(Exception said) {
        String text = String.valueOf(said.getMessage()).replaceFirst("^\\[[A-Z_.]+] ", "")
                .replaceFirst("\\.? SQLSTATE: \\w+$", "").replaceAll("\\s*\\R\\s*", " ");
        return caused(new UserMistake("Spark", text, REMEDY), said);
    }

    /** A setting whose value is not of its kind. */
    static UserMistake illegal(String key, String value, String legal, Exception cause) {
        return caused(new UserMistake(key, "'" + value + "' is not legal", "write " + legal), cause);
    }

    private static UserMistake caused(UserMistake mistake, Exception cause) {
        mistake.initCause(cause);
        return mistake;
    }
}
