package org.znn.common.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.problem.Problems;
import org.znn.common.text.TextFile;

/**
 * Reads files in the dialect of Python 2's ConfigParser, several one over the other: {@code #} and {@code ;} start a
 * comment line, a blank and {@code ;} a comment at the end of one; {@code key = value} or {@code key: value}; indented
 * lines continue a value; keys are case-insensitive; the last of two equal keys counts; {@code %(key)s} stands for the
 * value of another key of the section or of [DEFAULT].
 */
public final class IniParser {

    static final String DEFAULT = "DEFAULT";
    /** What stands before the first section: told of once, as the file is of another kind as a whole. */
    private static final Draft OUTSIDE = new Draft("", Map.of());
    private static final Pattern HEADER = Pattern.compile("\\[([^\\]]+)\\].*");
    private static final Pattern OPTION = Pattern.compile("([^:=\\s][^:=]*)[:=](.*)");
    private static final Pattern INLINE_COMMENT = Pattern.compile("^([^;]*\\s);.*");

    private final Problems problems;
    private final Map<String, Draft> sections = new LinkedHashMap<>();
    private String source;
    private Draft section;
    private RawValue value;

    public IniParser(Problems problems) {
        this.problems = problems;
    }

    /** A section while it is read. */
    record Draft(String where, Map<String, RawValue> values) {
    }

    /** A value before interpolation. */
    record RawValue(String key, List<String> lines, String source, int line) {

        String where() {
            return line > 0 ? source + ":" + line : source;
        }

        String text() {
            return String.join("\n", lines);
        }
    }

    /** Reads a file over what was read before; every line that cannot be understood is an error. */
    public IniParser read(String path) {
        TextFile.lines(path, problems).ifPresent(lines -> read(path, lines));
        return this;
    }

    /** As {@link #read(String)}, from lines at hand. */
    IniParser read(String path, List<String> lines) {
        source = path;
        section = null;
        value = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String stripped = line.strip();
            if (stripped.isEmpty() || "#;".indexOf(stripped.charAt(0)) >= 0 || isRemark(line)) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && value != null) {
                value.lines.add(stripped);
            } else {
                header(stripped, i + 1);
            }
        }
        return this;
    }

    /** Sets a value over what was read, as an option of the command line does. */
    public IniParser set(String sectionName, String key, String text, String where) {
        sections.computeIfAbsent(sectionName, n -> new Draft(where, new LinkedHashMap<>())).values
                .put(lower(key), new RawValue(lower(key), List.of(text), where, 0));
        return this;
    }

    /** All sections so far but [DEFAULT], interpolated; a reference that leads nowhere becomes an error there. */
    public Map<String, IniSection> sections(Problems complaints) {
        return new Interpolation(sections, complaints).run();
    }

    /** Python takes lines that start with the word REM for comments. */
    private static boolean isRemark(String line) {
        return line.toLowerCase(Locale.ROOT).matches("rem(\\s.*)?");
    }

    private void header(String line, int number) {
        Matcher header = HEADER.matcher(line);
        if (header.matches()) {
            String where = source + ":" + number;
            section = sections.computeIfAbsent(header.group(1), n -> new Draft(where, new LinkedHashMap<>()));
            value = null;
            return;
        }
        if (section == null) {
            problems.error(source + ":" + number, "'" + abbreviate(line) + "' stands before the first section",
                    "start the file with a section such as [parameters]");
            section = OUTSIDE;
        }
        if (section != OUTSIDE) {
            option(line, number);
        }
    }

    private void option(String line, int number) {
        Matcher option = OPTION.matcher(line);
        if (!option.matches()) {
            value = null;
            problems.error(source + ":" + number, "'" + abbreviate(line) + "' is neither [section] nor key = value",
                    "write key = value; indent a line that continues the value before it");
            return;
        }
        String key = lower(option.group(1).strip());
        String text = option.group(2);
        Matcher comment = INLINE_COMMENT.matcher(text);
        text = (comment.matches() ? comment.group(1) : text).strip();
        value = new RawValue(key, new ArrayList<>(List.of(text.equals("\"\"") ? "" : text)), source, number);
        RawValue earlier = section.values.put(key, value);
        if (earlier != null && earlier.source.equals(source)) {
            problems.warn(value.where(), "'" + abbreviate(key) + "' was already set in line " + earlier.line,
                    "this later value counts; remove one of the lines");
        }
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    private static String abbreviate(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
