package org.znn.common.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of samples, written {@code 1-3,5}.
 *
 * @param numbers in order, each once
 * @param where   {@code file:line}
 */
public record SampleRange(List<Integer> numbers, String where) {

    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*)?");
    private static final int MOST = 10_000;

    public SampleRange {
        numbers = List.copyOf(numbers);
    }

    /** The range that a text means; empty where it is no range, runs backwards or is too long. */
    static Optional<SampleRange> parse(String text, String where) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first || last - first > MOST || numbers.size() > MOST) {
                return Optional.empty();
            }
            for (int n = first; n <= last; n++) {
                numbers.add(n);
            }
        }
        return Optional.of(new SampleRange(List.copyOf(numbers), where));
    }
}
