package org.znn.driver.report;

import java.util.Locale;

/** Formats large numbers for people. */
public final class Quantities {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final String[] DECIMAL = {"", " k", " M", " G", " T", " P"};

    private Quantities() {
    }

    /** Formats a number of bytes with a binary unit, such as {@code 1.4 GiB}. */
    public static String formatBytes(double bytes) {
        return scaled(bytes, 1024, BINARY, " ");
    }

    /** Formats a number with a decimal prefix, such as {@code 431 k} or {@code 1.2 M}; a unit may be appended. */
    public static String formatCount(double count) {
        return scaled(count, 1000, DECIMAL, "");
    }

    private static String scaled(double value, int base, String[] units, String gap) {
        int unit = 0;
        double v = value;
        while (v >= base && unit < units.length - 1) {
            v /= base;
            unit++;
        }
        String digits = unit == 0 || v >= 99.95 ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, digits, v) + gap + units[unit];
    }
}
