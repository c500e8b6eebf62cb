package org.znn.common.config;

import org.znn.common.diagnostic.Diagnostic;

/**
 * A value of an INI file after interpolation.
 *
 * @param key       key in lower case
 * @param text      lines of the value, joined by line feeds
 * @param source    file that contains the value, or the name of another source
 * @param line      line in that file, from 1; 0 if the source has no lines
 * @param inherited whether the value comes from [DEFAULT]
 * @param inserted  whether another value of its section refers to it, as in {@code %(key)s}
 */
public record IniValue(String key, String text, String source, int line, boolean inherited, boolean inserted) {

    /** Returns {@code file:line} of the value. */
    public String location() {
        return Diagnostic.location(source, line);
    }
}
