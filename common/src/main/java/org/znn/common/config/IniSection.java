package org.znn.common.config;

import java.util.Map;
import java.util.Optional;

/**
 * A section of an INI file.
 *
 * @param name     name between the brackets
 * @param location {@code file:line} of the header
 * @param values   values by lower-case key, including those inherited from [DEFAULT]
 */
public record IniSection(String name, String location, Map<String, IniValue> values) {

    public Optional<IniValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
