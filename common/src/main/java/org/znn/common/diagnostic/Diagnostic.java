package org.znn.common.diagnostic;

/**
 * One error or warning about user input.
 *
 * @param location {@code file:line}, a file, or an option; empty if no location is known
 * @param message  the error in plain words
 * @param remedy   the suggested fix, with the nearest legal value; may be empty
 */
public record Diagnostic(String location, String message, String remedy) {

    /** Formats a location as {@code source:line}, or as the source alone if the line is 0. */
    public static String location(String source, int line) {
        return line > 0 ? source + ":" + line : source;
    }

    /** Shortens user input for quotation in a message. */
    public static String abbreviate(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength) + "…";
    }

    /** Formats as {@code location: message; remedy}. */
    @Override
    public String toString() {
        return (location.isEmpty() ? "" : location + ": ") + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
