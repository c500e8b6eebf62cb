package org.znn.common.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.text.TextFile;
import org.znn.common.volume.storage.Storages;

/**
 * Parses files in the dialect of Python 2's ConfigParser; values of a later file override those of an earlier one.
 * {@code #} and {@code ;} start a comment line, and {@code ;} after a blank starts a trailing comment. Options are
 * {@code key = value} or {@code key: value}, and indented lines continue a value. Keys are case-insensitive; of two
 * equal keys the last counts. {@code %(key)s} stands for the value of another key of the section or of [DEFAULT].
 */
public final class IniParser {

    static final String DEFAULT = "DEFAULT";
    /** Stands in for the missing first section, so that text before it is reported only once. */
    private static final RawSection IGNORED_PREAMBLE = new RawSection("", Map.of());
    private static final Pattern HEADER = Pattern.compile("\\[([^\\]]+)\\].*");
    private static final Pattern OPTION = Pattern.compile("([^:=\\s][^:=]*)[:=](.*)");
    private static final Pattern NO_BREAK_SPACES = Pattern.compile("^[\\s\u00a0]+|[\\s\u00a0]+$");
    private static final Set<String> KNOWN_KEYS =
            Stream.concat(JobKey.keys().stream(), DataSpecReader.LABEL_KEYS.stream()).collect(Collectors.toSet());
    private static final Pattern INLINE_COMMENT = Pattern.compile("^([^;]*\\s);.*");

    private final Storages storages;
    private final Diagnostics diagnostics;
    private final Map<String, RawSection> sections = new LinkedHashMap<>();
    private String source;
    private RawSection section;
    private RawValue value;
    /** Whether the key before was indented by mistake, which is then reported already. */
    private boolean afterIndentedKey;

    /** Creates a parser of files that may lie on any file system. */
    public IniParser(Storages storages, Diagnostics diagnostics) {
        this.storages = storages;
        this.diagnostics = diagnostics;
    }

    /** Same as {@link #IniParser(Storages, Diagnostics)} with Hadoop's default settings. */
    public IniParser(Diagnostics diagnostics) {
        this(Storages.standard(), diagnostics);
    }

    /** A section before interpolation. */
    record RawSection(String location, Map<String, RawValue> values) {
    }

    /** A value before interpolation. */
    record RawValue(String key, List<String> lines, String source, int line) {

        String location() {
            return Diagnostic.location(source, line);
        }

        String text() {
            return String.join("\n", lines);
        }
    }

    /** Reads a file, whose values override those of earlier files; reports every malformed line as an error. */
    public IniParser read(String path) {
        TextFile.lines(path, storages, diagnostics).ifPresent(lines -> read(path, lines));
        return this;
    }

    /** Same as {@link #read(String)} for lines already in memory. */
    IniParser read(String path, List<String> lines) {
        source = path;
        section = null;
        value = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String stripped = line.strip();
            if (stripped.isEmpty() || "#;".indexOf(stripped.charAt(0)) >= 0 || isRemComment(line)) {
                continue;
            }
            afterIndentedKey &= Character.isWhitespace(line.charAt(0));
            if (Character.isWhitespace(line.charAt(0)) && value != null && !refuseIndentedKey(stripped, i + 1)) {
                value.lines.add(stripped);
            } else {
                parseLine(stripped, i + 1);
            }
        }
        return this;
    }

    /** Overrides a value, as a command-line option does. */
    public IniParser set(String sectionName, String key, String text, String location) {
        sections.computeIfAbsent(sectionName, n -> new RawSection(location, new LinkedHashMap<>())).values
                .put(lowerCase(key), new RawValue(lowerCase(key), List.of(text), location, 0));
        return this;
    }

    /**
     * Returns all sections read so far except [DEFAULT], with references expanded.
     *
     * @param interpolationDiagnostics receives an error for each unresolvable reference
     */
    public Map<String, IniSection> sections(Diagnostics interpolationDiagnostics) {
        return new ValueInterpolator(sections, interpolationDiagnostics).interpolate();
    }

    /** Whether Python treats the line as a comment because it starts with the word REM. */
    private static boolean isRemComment(String line) {
        return line.toLowerCase(Locale.ROOT).matches("rem(\\s.*)?");
    }

    /** Reports the first of lines that continue a value although they set a key; returns whether this is one. */
    private boolean refuseIndentedKey(String line, int number) {
        Matcher option = OPTION.matcher(line);
        boolean refused = option.matches() && KNOWN_KEYS.contains(lowerCase(strip(option.group(1))));
        boolean first = !afterIndentedKey;
        afterIndentedKey = refused;
        if (refused && first) {
            diagnostics.error(source + ":" + number, "'" + abbreviate(line) + "' is indented, so it continues the value"
                    + " of '" + value.key + "'", "begin it, and lines like it, at the start of the"
                    + " line");
        }
        return refused;
    }

    /** Strips blanks and no-break spaces, which look like blanks. */
    private static String strip(String text) {
        return NO_BREAK_SPACES.matcher(text).replaceAll("").strip();
    }

    private void parseLine(String line, int number) {
        Matcher header = HEADER.matcher(line);
        if (header.matches()) {
            String location = source + ":" + number;
            section = sections.computeIfAbsent(header.group(1), n -> new RawSection(location, new LinkedHashMap<>()));
            value = null;
            return;
        }
        if (section == null) {
            diagnostics.error(source + ":" + number, "'" + abbreviate(line) + "' precedes the first section",
                    "start the file with a section such as [parameters]");
            section = IGNORED_PREAMBLE;
        }
        if (section != IGNORED_PREAMBLE) {
            parseOption(line, number);
        }
    }

    private void parseOption(String line, int number) {
        Matcher option = OPTION.matcher(line);
        if (!option.matches()) {
            value = null;
            diagnostics.error(source + ":" + number, "'" + abbreviate(line) + "' is neither [section] nor key = value",
                    "write key = value; indent a line that continues the value before it");
            return;
        }
        String key = lowerCase(strip(option.group(1)));
        String text = option.group(2);
        Matcher comment = INLINE_COMMENT.matcher(text);
        text = strip(comment.matches() ? comment.group(1) : text);
        value = new RawValue(key, new ArrayList<>(List.of(text.equals("\"\"") ? "" : text)), source, number);
        RawValue earlier = section.values.put(key, value);
        if (earlier != null && earlier.source.equals(source)) {
            diagnostics.warn(value.location(), "'" + abbreviate(key) + "' was already set in line " + earlier.line,
                    "this later value counts; remove one of the lines");
        }
    }

    private static String lowerCase(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    private static String abbreviate(String line) {
        return Diagnostic.abbreviate(line, 60);
    }
}
