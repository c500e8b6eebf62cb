package org.znn.common.config;

/**
 * The value of one key, interpolated.
 *
 * @param key       in lower case
 * @param text      its lines, joined by line feeds
 * @param source    file it stands in
 * @param line      of that file, from 1; 0 where there are no lines
 * @param inherited whether it stands in [DEFAULT]
 */
public record IniValue(String key, String text, String source, int line, boolean inherited) {

    /** {@code file:line}. */
    public String where() {
        return line > 0 ? source + ":" + line : source;
    }
}
