package org.znn.common;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges messages for users: no words of the implementation, and no number that only the implementation understands.
 * What stands in single quotes, or is a path or the name of a section, is the user's and may be anything.
 */
public final class PlainWords {

    private static final Pattern QUOTED = Pattern.compile("'[^'\\n]*'"
            + "|section \\[[^\\]\\n]*\\]|\\[[^\\]\\n0-9-]*\\]|\\S*/\\S*");
    /** Packages, exceptions, identity hashes, and phrases of exceptions of the JDK. */
    private static final Pattern JAVA_WORDS = Pattern.compile("\\b(java|javax|sun|jdk|scala|io\\.jhdf|com|org)"
            + "\\.(?!apache\\.hadoop:)[a-z]\\w*"
            + "|\\w*[a-z](Exception|Error)\\b|(?<!/)\\bnull\\b|@[0-9a-f]{5}|\\b(class|interface) [\\w.]+ (cannot|not)"
            + "|cannot be cast|Cannot (invoke|read the|load from|store to|assign)|out of bounds|For input string"
            + "|by zero|(integer|long|int) overflow|\\bUnsupported (addressing|class)|newLimit|newPosition"
            + "|Index \\d|Range \\[|MIN_VALUE|MAX_VALUE|Comparison method|Stream closed|Input length =");
    /** Names of classes, methods and variables in camel case. */
    private static final Pattern CAMEL_CASE = Pattern.compile("\\b(?:[A-Z][a-z0-9]+[A-Z]|[a-z]{2,}[A-Z])\\w*");
    /** Names of products, formats and units that are written like identifiers. */
    private static final Set<String> NAMES = Set.of("ImageJ", "ImageMagick", "BigTIFF", "PackBits", "MetaMorph",
            "KiB", "MiB", "GiB", "TiB", "OpenEXR", "NIfTI", "NumPy", "NaN", "ConfigParser");
    /** Negative numbers, except values of voxels and values that a message compares with the legal ones. */
    private static final Pattern NEGATIVE = Pattern.compile("(?<![\\w.,)/:-])(?<!contains )(?<!, not )-\\d[\\d.]*");
    /** Large whole numbers, except positions in a file, values of voxels and those compared with the legal ones. */
    private static final Pattern LARGE =
            Pattern.compile("(?<![\\w.])(?<!position |address |contains |contains class |, not )\\d{16,}");
    private static final BigInteger EXACT = BigInteger.TWO.pow(53);
    /** What a large number must be followed by, so that its meaning is clear. */
    private static final Pattern UNIT = Pattern.compile(
            "( x \\d+)* (bytes|voxels|elements|chunks|blocks|pages|samples|sections|pixels|rows|values|axes|entries"
                    + "|messages|bits)\\b.*", Pattern.DOTALL);

    private PlainWords() {
    }

    /** Finds what a message says in words of the implementation; empty if it is plain. */
    public static Optional<String> fault(String message) {
        String plain = QUOTED.matcher(message).replaceAll("''");
        Matcher java = JAVA_WORDS.matcher(plain);
        if (java.find()) {
            return Optional.of("'" + java.group() + "' is a word of Java");
        }
        Optional<String> identifier = CAMEL_CASE.matcher(plain).results().map(MatchResult::group)
                .filter(word -> !NAMES.contains(word)).findFirst();
        if (identifier.isPresent()) {
            return Optional.of("'" + identifier.get() + "' is an identifier");
        }
        Matcher negative = NEGATIVE.matcher(plain);
        if (negative.find()) {
            return Optional.of("the negative number " + negative.group() + " has no meaning");
        }
        return LARGE.matcher(plain).results().filter(number -> new BigInteger(number.group()).compareTo(EXACT) > 0
                && !UNIT.matcher(plain.substring(number.end())).matches()).findFirst()
                .map(number -> "the number " + number.group() + " has no unit");
    }
}
