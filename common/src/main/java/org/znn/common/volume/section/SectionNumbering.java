package org.znn.common.volume.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds irregularities in the numbers that the names of sections contain. */
final class SectionNumbering {

    private static final int MAX_DIGITS = 17;
    private static final int MAX_NAMED = 5;

    private SectionNumbering() {
    }

    /**
     * Describes missing numbers.
     *
     * @param names names of the sections in natural order
     * @return a sentence; empty if nothing is missing or the names are not numbered
     */
    static Optional<String> describeGaps(List<String> names) {
        Optional<List<Long>> found = numbers(names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Long> numbers = found.get();
        long step = Long.MAX_VALUE;
        for (int i = 1; i < numbers.size(); i++) {
            step = Math.min(step, numbers.get(i) - numbers.get(i - 1));
        }
        if (step < 1) {
            return Optional.of("two sections have the same number in their names");
        }
        List<String> gaps = new ArrayList<>();
        int count = 0;
        for (int i = 1; i < numbers.size(); i++) {
            long first = numbers.get(i - 1) + step;
            long last = numbers.get(i) - step;
            if (first <= last) {
                count++;
                if (gaps.size() < MAX_NAMED) {
                    gaps.add(first == last ? String.valueOf(first) : first + "-" + last);
                }
            }
        }
        if (count == 0) {
            return step == 1 ? Optional.empty() : Optional.of("the numbers in the names of the sections advance by "
                    + step + "; the sections are read as neighbours");
        }
        return Optional.of("the numbers " + String.join(", ", gaps)
                + (count > gaps.size() ? " and others" : "") + " are missing in the names of the sections; the sections"
                + " around a gap are read as neighbours");
    }

    /** Returns the numbers that distinguish two or more names; empty if the names differ in anything else. */
    private static Optional<List<Long>> numbers(List<String> names) {
        List<List<String>> parts = names.stream().map(NaturalOrder::parts).toList();
        List<String> first = parts.get(0);
        int varying = -1;
        for (List<String> other : parts) {
            if (other.size() != first.size()) {
                return Optional.empty();
            }
            for (int i = 0; i < first.size(); i++) {
                if (!other.get(i).equals(first.get(i)) && i != varying) {
                    if (varying >= 0) {
                        return Optional.empty();
                    }
                    varying = i;
                }
            }
        }
        List<Long> numbers = new ArrayList<>();
        for (List<String> name : parts) {
            if (varying < 0 || !NaturalOrder.isNumber(name.get(varying)) || name.get(varying).length() > MAX_DIGITS) {
                return Optional.empty();
            }
            numbers.add(Long.parseLong(name.get(varying)));
        }
        return Optional.of(numbers);
    }
}
