package org.znn.common.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Suggestion {

    /** Nobody mistypes a longer name; hostile ones would take for ever. */
    private static final int LONGEST = 200;

    private Suggestion() {
    }

    /** The known name with the fewest edits from the given one, if at most a third of its letters differ. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return within(name, known, Math.max(2, name.length() / 3));
    }

    /** The known name with the fewest edits from the given one, if these are no more than so many. */
    public static Optional<String> within(String name, Collection<String> known, int edits) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt((String k) -> edits(wanted, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k -> edits(wanted, k.toLowerCase(Locale.ROOT)) <= edits);
    }

    /** {@code did you mean 'conv'?} where a known name is near, and always the known ones. */
    public static String remedy(String name, Collection<String> known) {
        String all = String.join(", ", known);
        return nearest(name, known).map(n -> "did you mean '" + n + "'? Known: " + all).orElse("known: " + all);
    }

    /** Levenshtein's distance. */
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
