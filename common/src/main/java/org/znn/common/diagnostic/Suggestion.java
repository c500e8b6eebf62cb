package org.znn.common.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name closest to a mistyped one. */
public final class Suggestion {

    /** Names beyond this length get no suggestion; it bounds the time spent on hostile input. */
    private static final int MAX_LENGTH = 200;

    private Suggestion() {
    }

    /** Finds the known name with the fewest edits, allowing one edit per three letters, but always two. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return within(name, known, Math.max(2, name.length() / 3));
    }

    /** Finds the known name with the fewest edits from the given one, allowing at most {@code maxEdits}. */
    public static Optional<String> within(String name, Collection<String> known, int maxEdits) {
        if (name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String k) -> edits(wanted, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k -> edits(wanted, k.toLowerCase(Locale.ROOT)) <= maxEdits);
    }

    /** Formats {@code did you mean 'conv'?} if a known name is close, or returns the fallback. */
    public static String didYouMean(String name, Collection<String> known, String fallback) {
        return nearest(name, known).map(n -> "did you mean '" + n + "'?").orElse(fallback);
    }

    /** Formats a remedy: {@code did you mean 'conv'?} if a known name is close, followed by all known names. */
    public static String remedy(String name, Collection<String> known) {
        String all = String.join(", ", known);
        return nearest(name, known).map(n -> "did you mean '" + n + "'? Known: " + all).orElse("known: " + all);
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
