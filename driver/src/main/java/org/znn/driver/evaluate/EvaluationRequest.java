package org.znn.driver.evaluate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of an evaluation.
 *
 * @param output     path of a network's output
 * @param label      path of the ground truth
 * @param thresholds thresholds to try
 * @param slices     sections of the output to score; empty for all
 */
public record EvaluationRequest(String output, String label, Thresholds thresholds, Optional<SliceRange> slices) {

    /**
     * A range of sections.
     *
     * @param first first section, counted from 0
     * @param last  last section, inclusive
     */
    public record SliceRange(int first, int last) {

        private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

        /** Parses {@code 0-9} or {@code 7}; throws {@link IllegalArgumentException} on anything else. */
        public static SliceRange parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' is not a range of sections, such as 0-9");
            }
            int first = Integer.parseInt(matcher.group(1));
            return new SliceRange(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
        }
    }
}
