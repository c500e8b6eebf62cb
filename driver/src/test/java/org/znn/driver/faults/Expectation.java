package org.znn.driver.faults;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a fault must lead to. The results are always those of the undisturbed run in the end, and nothing is left over.
 *
 * @param end    how the job gets there
 * @param exits  exit codes of the run that ends because of the fault
 * @param cause  what this run prints to its standard error
 * @param report what the last run prints to its standard error
 */
record Expectation(End end, Set<Integer> exits, Pattern cause, Pattern report) {

    /** Ways to the results. */
    enum End {
        /** The struck run completes. */
        FINISHES_EQUAL,
        /** The struck run ends by force; the next one completes. */
        RESUMES_EQUAL,
        /** The struck run ends by itself and says why; after the repair the next one completes. */
        STOPS,
        /** The struck run either completes or ends as in {@link #STOPS}. */
        FINISHES_OR_STOPS,
        /** The next run is refused and says why, before it changes a result; after the repair another completes. */
        RESTART_REFUSED
    }

    private static final Pattern ANYTHING = Pattern.compile("");
    private static final int EXIT_FAILURE = 1;
    private static final int EXIT_USER_ERROR = 2;

    static Expectation finishesEqual() {
        return new Expectation(End.FINISHES_EQUAL, Set.of(), ANYTHING, ANYTHING);
    }

    static Expectation resumesEqual() {
        return new Expectation(End.RESUMES_EQUAL, Set.of(), ANYTHING, ANYTHING);
    }

    static Expectation stops(String cause) {
        return new Expectation(End.STOPS, Set.of(EXIT_FAILURE, EXIT_USER_ERROR), pattern(cause), ANYTHING);
    }

    static Expectation finishesOrStops(String cause) {
        return new Expectation(End.FINISHES_OR_STOPS, Set.of(EXIT_FAILURE), pattern(cause), ANYTHING);
    }

    static Expectation restartRefused(String cause) {
        return new Expectation(End.RESTART_REFUSED, Set.of(EXIT_USER_ERROR), pattern(cause), ANYTHING);
    }

    /** Returns the expectation with the only exit code of the run that the fault ends. */
    Expectation withExit(int exit) {
        return new Expectation(end, Set.of(exit), cause, report);
    }

    /** Returns the expectation with a text that the last run prints. */
    Expectation reporting(String text) {
        return new Expectation(end, exits, cause, pattern(text));
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }
}
