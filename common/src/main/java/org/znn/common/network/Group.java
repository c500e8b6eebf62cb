package org.znn.common.network;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One group of a network as written, not yet understood: a node or an edge and its options.
 *
 * @param kind    of the group
 * @param name    after the opener
 * @param source  file it stands in
 * @param line    that opens it, from 1; 0 where the file has no lines
 * @param options by key, in order
 * @param lines   on which the options stand
 */
record Group(Kind kind, String name, String source, int line, Map<String, String> options,
        Map<String, Integer> lines) {

    /** What the opener says. */
    enum Kind {
        NODE, EDGE
    }

    static Group open(Kind kind, String name, String source, int line) {
        return new Group(kind, name, source, line, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** {@code node 'nconv1'}. */
    String title() {
        return (kind == Kind.NODE ? "node '" : "edge '") + name + "'";
    }

    /** {@code file:line} of the opener. */
    String where() {
        return at(line);
    }

    /** {@code file:line} of an option, or of the opener where it is absent. */
    String where(String key) {
        return at(lines.getOrDefault(key, line));
    }

    private String at(int n) {
        return n > 0 ? source + ":" + n : source;
    }
}
