package org.znn.driver.report;

import java.util.Locale;

/** Formats durations for people. */
public final class Durations {

    private Durations() {
    }

    /**
     * Formats seconds as {@code 18 ms}, {@code 0.8 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 30 min},
     * {@code 2 h 10 min} or {@code 3 d 4 h}.
     */
    public static String format(double seconds) {
        if (seconds > 0 && seconds < 0.0995) {
            return String.format(Locale.ROOT, seconds < 0.00095 ? "%.1f ms" : "%.0f ms", seconds * 1e3);
        }
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return format(s, 60, "min", 1, "s");
        }
        return s < 86400 ? format(s, 3600, "h", 60, "min") : format(s, 86400, "d", 3600, "h");
    }

    /** Formats with two units, the smaller one only if its number is not 0. */
    private static String format(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + " " + largeUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }
}
