package org.znn.common.config;

import java.util.Map;
import java.util.Optional;

/**
 * One section.
 *
 * @param name   between the brackets
 * @param where  {@code file:line} of its header
 * @param values by key in lower case, those of [DEFAULT] among them
 */
public record IniSection(String name, String where, Map<String, IniValue> values) {

    public Optional<IniValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
