package org.znn.common.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;

/** Replaces {@code %(key)s} by the value of the key, and {@code %%} by {@code %}. */
final class ValueInterpolator {

    private static final Pattern REFERENCE = Pattern.compile("%%|%\\(([^)]*)\\)s");
    /** Same limit as in Python. */
    private static final int MAX_DEPTH = 10;
    private static final int MAX_LENGTH = 1 << 16;
    private static final int MAX_EXPANSIONS = 100_000;

    private final Map<String, IniParser.RawSection> sections;
    private final Diagnostics diagnostics;
    private int expansions;

    ValueInterpolator(Map<String, IniParser.RawSection> sections, Diagnostics diagnostics) {
        this.sections = sections;
        this.diagnostics = diagnostics;
    }

    Map<String, IniSection> interpolate() {
        Map<String, IniParser.RawValue> defaults = sections.containsKey(IniParser.DEFAULT)
                ? sections.get(IniParser.DEFAULT).values() : Map.of();
        Map<String, IniSection> all = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            if (name.equals(IniParser.DEFAULT)) {
                return;
            }
            Map<String, IniParser.RawValue> visible = new LinkedHashMap<>(defaults);
            visible.putAll(section.values());
            Set<String> inserted = references(visible.values());
            Map<String, IniValue> values = new TreeMap<>();
            visible.forEach((key, raw) -> {
                boolean inherited = !section.values().containsKey(key);
                values.put(key, new IniValue(key, resolve(raw, raw.text(), visible, 0, inherited), raw.source(),
                        raw.line(), inherited, inserted.contains(key)));
            });
            all.put(name, new IniSection(name, section.location(), values));
        });
        return all;
    }

    private static Set<String> references(Collection<IniParser.RawValue> values) {
        return values.stream().flatMap(value -> REFERENCE.matcher(value.text()).results())
                .filter(reference -> reference.group(1) != null)
                .map(reference -> reference.group(1).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
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
                if (found == null || depth >= MAX_DEPTH || ++expansions > MAX_EXPANSIONS) {
                    if (found == null) {
                        report(origin, silent, "%(" + key + ")s refers to a key that is neither in this section nor in"
                                + " [DEFAULT]", Suggestion.didYouMean(key, visible.keySet(),
                                "define it, or write %% for a plain %"));
                    } else {
                        report(origin, silent, "%(" + key + ")s refers to itself or expands without end",
                                "remove the reference");
                    }
                } else {
                    replacement = resolve(origin, found.text(), visible, depth + 1, silent);
                }
            }
            if (result.length() + replacement.length() > MAX_LENGTH) {
                report(origin, silent, "the value is longer than " + MAX_LENGTH + " characters once its references are"
                        + " expanded", "shorten it");
                return text;
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(result).toString();
    }

    private void report(IniParser.RawValue origin, boolean silent, String message, String remedy) {
        String location = origin.location();
        if (!silent && diagnostics.errors().stream().noneMatch(error -> error.location().equals(location))) {
            diagnostics.error(location, message, remedy);
        }
    }
}
