package org.znn.common.diagnostic;

import java.util.regex.Pattern;

/**
 * One error or warning about user input.
 *
 * @param location {@code file:line}, a file, or an option; empty if no location is known
 * @param message  the error in plain words
 * @param remedy   the suggested fix, with the nearest legal value; may be empty
 */
public record Diagnostic(String location, String message, String remedy) {

    /** Longest word, such as a path, that is shown whole. */
    private static final int MAX_WORD = 500;
    /** Longest text that is shown whole. */
    private static final int MAX_TEXT = 4000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern LONG_WORD = Pattern.compile("(\\S{100})\\S{" + (MAX_WORD - 160) + ",}(\\S{60})");

    /** Shortens what a hostile file makes too long to read, and replaces line ends and control characters. */
    public Diagnostic {
        location = readable(location);
        message = readable(message);
        remedy = readable(remedy);
    }

    private static String readable(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ");
        return line.length() <= MAX_WORD ? line
                : abbreviate(LONG_WORD.matcher(line).replaceAll("$1…$2"), MAX_TEXT);
    }

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
