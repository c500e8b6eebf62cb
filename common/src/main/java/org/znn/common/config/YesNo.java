package org.znn.common.config;

import java.util.Locale;
import java.util.Optional;

/** Boolean values as Python's ConfigParser spells them. */
final class YesNo {

    private YesNo() {
    }

    /** Parses yes, true, on, 1 and no, false, off, 0 in any case; empty for any other text. */
    static Optional<Boolean> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on", "1" -> Optional.of(true);
            case "no", "false", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
