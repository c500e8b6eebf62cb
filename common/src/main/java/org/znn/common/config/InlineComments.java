package org.znn.common.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.text.UserPath;

/**
 * Refuses comments after values that Python 2's ConfigParser, and so ZNN, reads as part of the value: every {@code #},
 * and a {@code ;} in a continued line. The names of files may contain either character.
 */
final class InlineComments {

    private static final Pattern MARK = Pattern.compile("(?:^|\\s)[#;]");
    private static final Set<String> INPUT_FILES = Set.of("fnames", "fmasks", "fnet_spec", "fdata_spec", "forward_net",
            "train_load_net", "train_seed_net");
    private static final Set<String> OUTPUT_FILES =
            Set.of("output_prefix", "train_net_prefix", "train_net", "train_save_net");
    private static final int MAX_QUOTED = 40;

    private final Diagnostics diagnostics;

    private InlineComments(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * Returns the sections without such comments, each of which is reported as an error.
     *
     * @param isRead whether a section of this name has a meaning; others are left unchanged
     */
    static Map<String, IniSection> refuse(Map<String, IniSection> sections, Predicate<String> isRead,
            Diagnostics diagnostics) {
        InlineComments comments = new InlineComments(diagnostics);
        Map<String, IniSection> without = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            without.put(name, isRead.test(name) ? comments.refuse(section) : section);
        });
        return without;
    }

    private IniSection refuse(IniSection section) {
        Map<String, IniValue> values = new TreeMap<>();
        section.values().forEach((key, value) -> values.put(key, refuse(value)));
        return new IniSection(section.name(), section.location(), values);
    }

    private IniValue refuse(IniValue value) {
        StringBuilder text = new StringBuilder();
        String first = "";
        for (String line : value.text().split("\n", -1)) {
            int end = value.inherited() ? line.length() : endOfValue(value, line);
            first = first.isEmpty() ? line.substring(end) : first;
            text.append(text.isEmpty() ? "" : "\n").append(line, 0, end);
        }
        if (first.isEmpty()) {
            return value;
        }
        char mark = first.strip().charAt(0);
        diagnostics.error(value.location(), "'" + value.key() + "' has a comment behind its value: "
                + Diagnostic.abbreviate(first.strip(), MAX_QUOTED), "ZNN's files follow Python 2's ConfigParser, which"
                + " reads '" + mark + "' " + (mark == '#' ? "after a value" : "in a continued line") + " as part of"
                + " the value: put the comment on a line of its own" + (mark == '#' ? ", or begin it with ' ;'" : ""));
        return new IniValue(value.key(), text.toString().strip(), value.source(), value.line(), false,
                value.inserted());
    }

    /** Returns the position at which a comment begins; the length of the line without one. */
    private static int endOfValue(IniValue value, String line) {
        Matcher mark = MARK.matcher(line);
        while (mark.find()) {
            if (!isInFileName(value, line, mark.end() - 1)) {
                return mark.start();
            }
        }
        return line.length();
    }

    private static boolean isInFileName(IniValue value, String line, int position) {
        UserPath paths = UserPath.relativeTo(value.source());
        if (INPUT_FILES.contains(value.key())) {
            int end = line.indexOf(',', position);
            String item = line.substring(line.lastIndexOf(',', position) + 1, end < 0 ? line.length() : end);
            return Stream.of(line, item).map(String::strip).anyMatch(f -> UserPath.exists(paths.resolveInput(f)));
        }
        return OUTPUT_FILES.contains(value.key()) && line.indexOf('/', position) >= 0
                && hasFolder(paths.resolveOutput(line));
    }

    private static boolean hasFolder(String prefix) {
        try {
            Path folder = Path.of(prefix + "_").toAbsolutePath().getParent();
            return !UserPath.isUri(prefix) && folder != null && Files.isDirectory(folder);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
