package org.znn.common.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.znn.common.diagnostic.Diagnostic;

/**
 * A block of a network file before interpretation: a node or an edge and its options.
 *
 * @param kind    kind of the block
 * @param name    name of the node or edge
 * @param source  file that contains the block
 * @param line    line that starts the block, from 1; 0 if an HDF5 file defines it
 * @param options option values by key, in the order of the file
 * @param lines   line numbers of the options, by key
 */
record ZnnBlock(Kind kind, String name, String source, int line, Map<String, String> options,
        Map<String, Integer> lines) {

    /** Kind of a block, given by its first keyword: {@code nodes} or {@code edges}. */
    enum Kind {
        NODE, EDGE
    }

    /** Creates a block without options. */
    static ZnnBlock empty(Kind kind, String name, String source, int line) {
        return new ZnnBlock(kind, name, source, line, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Formats as {@code node 'nconv1'}. */
    String title() {
        return (kind == Kind.NODE ? "node '" : "edge '") + name + "'";
    }

    /** Returns {@code file:line} of the start of the block. */
    String location() {
        return location(line);
    }

    /** Returns {@code file:line} of an option, or of the start of the block if the option is absent. */
    String location(String key) {
        return location(lines.getOrDefault(key, line));
    }

    private String location(int n) {
        return Diagnostic.location(source, n);
    }
}
