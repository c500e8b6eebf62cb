package org.znn.common.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;

/** Puts values in the place of {@code %(key)s}, and {@code %} in that of {@code %%}. */
final class Interpolation {

    private static final Pattern REFERENCE = Pattern.compile("%%|%\\(([^)]*)\\)s");
    /** Python's own limit. */
    private static final int DEPTH = 10;
    private static final int LONGEST = 1 << 16;
    private static final int MOST_STEPS = 100_000;

    private final Map<String, IniParser.Draft> sections;
    private final Problems problems;
    private int steps;

    Interpolation(Map<String, IniParser.Draft> sections, Problems problems) {
        this.sections = sections;
        this.problems = problems;
    }

    Map<String, IniSection> run() {
        Map<String, IniParser.RawValue> defaults = sections.containsKey(IniParser.DEFAULT)
                ? sections.get(IniParser.DEFAULT).values() : Map.of();
        Map<String, IniSection> all = new LinkedHashMap<>();
        sections.forEach((name, draft) -> {
            if (name.equals(IniParser.DEFAULT)) {
                return;
            }
            Map<String, IniParser.RawValue> visible = new LinkedHashMap<>(defaults);
            visible.putAll(draft.values());
            Map<String, IniValue> values = new TreeMap<>();
            visible.forEach((key, raw) -> {
                boolean inherited = !draft.values().containsKey(key);
                values.put(key, new IniValue(key, resolve(raw, raw.text(), visible, 0, inherited), raw.source(),
                        raw.line(), inherited));
            });
            all.put(name, new IniSection(name, draft.where(), values));
        });
        return all;
    }

    private String resolve(IniParser.RawValue origin, String text, Map<String, IniParser.RawValue> visible, int depth,
            boolean silent) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String key = matcher.group(1);
            String replacement = "%";
            if (key != null) {
                IniParser.RawValue found = visible.get(key.toLowerCase(Locale.ROOT));
                replacement = matcher.group();
                if (found == null || depth >= DEPTH || ++steps > MOST_STEPS) {
                    complain(origin, key, found == null, visible, silent);
                } else {
                    replacement = resolve(origin, found.text(), visible, depth + 1, silent);
                }
            }
            if (result.length() + replacement.length() > LONGEST) {
                complain(origin, key, false, visible, silent);
                return text;
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(result).toString();
    }

    private void complain(IniParser.RawValue origin, String key, boolean unknown,
            Map<String, IniParser.RawValue> visible, boolean silent) {
        String where = origin.where();
        if (silent || problems.errors().stream().anyMatch(p -> p.where().equals(where))) {
            return;
        }
        if (unknown) {
            problems.error(where, "%(" + key + ")s refers to a key that is neither in this section nor in [DEFAULT]",
                    Suggestion.nearest(key, visible.keySet()).map(k -> "did you mean '" + k + "'?")
                            .orElse("define it, or write %% for a plain %"));
        } else {
            problems.error(where, "%(" + key + ")s leads in a circle or to a text without end",
                    "remove the reference");
        }
    }
}
