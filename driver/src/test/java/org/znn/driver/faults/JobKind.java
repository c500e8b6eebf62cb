package org.znn.driver.faults;

import java.util.Locale;

/** The commands that write results. */
enum JobKind {

    FORWARD, TRAIN;

    /** Returns the name of the command. */
    String command() {
        return name().toLowerCase(Locale.ROOT);
    }
}
