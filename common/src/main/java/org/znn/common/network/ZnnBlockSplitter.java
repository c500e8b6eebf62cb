package org.znn.common.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.znn.common.diagnostic.Diagnostic;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;

/** Splits the lines of a {@code .znn} file into blocks and their options. */
final class ZnnBlockSplitter {

    private final String source;
    private final Diagnostics diagnostics;
    private final List<ZnnBlock> blocks = new ArrayList<>();
    /** The current block; null before the first block and after a malformed block header. */
    private ZnnBlock current;

    ZnnBlockSplitter(String source, Diagnostics diagnostics) {
        this.source = source;
        this.diagnostics = diagnostics;
    }

    /** Returns the blocks sorted by name, as ZNN processes them; blocks of equal name keep the order of the file. */
    List<ZnnBlock> split(List<String> lines) {
        boolean headerSeen = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 3);
            String second = words.length > 1 && !words[1].startsWith("#") ? words[1] : "";
            if (words[0].equals("nodes") || words[0].equals("edges")) {
                openBlock(words[0], second, i + 1);
            } else if (!headerSeen || words[0].equals("node") || words[0].equals("edge")) {
                reportUnknownHeader(words[0], i + 1);
            } else if (current != null) {
                addOption(words[0], second, i + 1);
            }
            headerSeen = true;
        }
        blocks.sort(Comparator.comparing(ZnnBlock::name).thenComparing(ZnnBlock::line));
        return blocks;
    }

    private void openBlock(String word, String name, int line) {
        current = null;
        if (isName(name)) {
            current = ZnnBlock.empty(word.equals("nodes") ? ZnnBlock.Kind.NODE : ZnnBlock.Kind.EDGE, name, source,
                    line);
            blocks.add(current);
        } else {
            diagnostics.error(source + ":" + line, "'" + word + "' needs a name without '/'",
                    "write '" + word + " NAME'");
        }
    }

    private void reportUnknownHeader(String word, int line) {
        current = null;
        diagnostics.error(source + ":" + line, "'" + abbreviate(word) + "' does not start a node or an edge",
                Suggestion.within(word, List.of("nodes", "edges"), 2).map(k -> "did you mean '" + k + "'?")
                        .orElse("a network file starts with 'nodes NAME' or 'edges NAME'"));
    }

    private void addOption(String key, String value, int line) {
        if (isName(key)) {
            current.options().put(key, value);
            current.lines().put(key, line);
        } else {
            diagnostics.warn(source + ":" + line, "'" + abbreviate(key) + "' is not an option and is ignored",
                    "start comments with '#'");
        }
    }

    /** Whether a word can name a group or a dataset of the network's HDF5 file. */
    private static boolean isName(String word) {
        return !word.isEmpty() && !word.contains("/") && !word.equals(".") && !word.equals("..");
    }

    private static String abbreviate(String word) {
        return Diagnostic.abbreviate(word, 40);
    }
}
