package org.znn.common.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sample numbers, written as {@code 1-3,5}.
 *
 * @param numbers  distinct sample numbers, in the order written
 * @param location {@code file:line} of the range
 */
public record SampleRange(List<Integer> numbers, String location) {

    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*)?");
    private static final int MAX_SAMPLES = 10_000;

    public SampleRange {
        numbers = List.copyOf(numbers);
    }

    /** Parses a range; empty if the text is malformed, descending or too long. */
    static Optional<SampleRange> parse(String text, String location) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first || last - first > MAX_SAMPLES || numbers.size() > MAX_SAMPLES) {
                return Optional.empty();
            }
            for (int n = first; n <= last; n++) {
                numbers.add(n);
            }
        }
        return Optional.of(new SampleRange(List.copyOf(numbers), location));
    }
}
