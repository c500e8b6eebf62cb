package org.znn.driver.evaluate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be evaluated.
 *
 * @param output     path of a network's output
 * @param label      path of what is right
 * @param thresholds to try
 * @param slices     sections of the output; empty for all
 */
public record Request(String output, String label, Thresholds thresholds, Optional<Slices> slices) {

    /**
     * Sections.
     *
     * @param first counted from 0
     * @param last  included
     */
    public record Slices(int first, int last) {

        private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

        /** Written {@code 0-9} or {@code 7}; throws {@link IllegalArgumentException} on anything else. */
        public static Slices parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a range of sections, such as 0-9");
            }
            int first = Integer.parseInt(matcher.group(1));
            return new Slices(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
        }
    }
}
