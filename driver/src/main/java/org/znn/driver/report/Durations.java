package org.znn.driver.report;

import java.util.Locale;

/** Durations as people say them. */
public final class Durations {

    private Durations() {
    }

    /** Like {@code 0.8 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
    public static String of(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s / 60 + " min " + s % 60 + " s";
        }
        return s < 86400 ? s / 3600 + " h " + s % 3600 / 60 + " min" : s / 86400 + " d " + s % 86400 / 3600 + " h";
    }
}
