package org.znn.common.volume.section;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.znn.common.volume.VolumeException;

/** A pattern of file names: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]} and <code>{a,b}</code>. */
final class NamePattern {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private final Pattern regex;

    private NamePattern(Pattern regex) {
        this.regex = regex;
    }

    /** Whether a name has wildcards. */
    static boolean isPattern(String name) {
        return WILDCARD.matcher(name).find();
    }

    static NamePattern of(String pattern) {
        StringBuilder regex = new StringBuilder();
        boolean inClass = false;
        boolean inChoice = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (inClass) {
                boolean isNegation = (c == '!' || c == '^') && regex.charAt(regex.length() - 1) == '[';
                regex.append(isNegation ? "^" : c == ']' || c == '-' ? String.valueOf(c) : Pattern.quote("" + c));
                inClass = c != ']';
                continue;
            }
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> {
                    regex.append('[');
                    inClass = true;
                }
                case '{' -> {
                    regex.append("(?:");
                    inChoice = true;
                }
                case '}' -> {
                    regex.append(inChoice ? ")" : "\\}");
                    inChoice = false;
                }
                case ',' -> regex.append(inChoice ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return new NamePattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new VolumeException("'" + pattern + "' is not a valid pattern of file names; it may contain *, ?,"
                    + " [a-z], [!a-z] and {a,b}", e);
        }
    }

    boolean matches(String name) {
        return regex.matcher(name).matches();
    }
}
