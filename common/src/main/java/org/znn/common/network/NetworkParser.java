package org.znn.common.network;

import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.text.TextFile;
import org.znn.common.volume.storage.Storages;

/**
 * Parses {@code .znn} network files (ZNN-SEMANTICS 1). A line {@code nodes NAME} or {@code edges NAME} starts a block,
 * in any order; the following lines {@code key value} are its options. Words beyond the second of a line are ignored,
 * and lines that start with {@code #} are comments.
 */
public final class NetworkParser {

    /** Maximum number of blocks; a file with more is not taken for a network file. */
    private static final int MAX_BLOCKS = 3_000;

    private NetworkParser() {
    }

    /** Parses a file of any file system; reports every error with its line and returns empty if there are any. */
    public static Optional<NetworkSpec> parse(String path, Storages storages, Diagnostics diagnostics) {
        return TextFile.lines(path, storages, diagnostics).flatMap(lines -> parse(path, lines, diagnostics));
    }

    /** Same as {@link #parse(String, Storages, Diagnostics)} with Hadoop's default settings. */
    public static Optional<NetworkSpec> parse(String path, Diagnostics diagnostics) {
        return parse(path, Storages.standard(), diagnostics);
    }

    /** Parses a file; throws a {@link org.znn.common.diagnostic.UserErrorException} that lists every error. */
    public static NetworkSpec parse(String path) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<NetworkSpec> network = parse(path, diagnostics);
        diagnostics.throwIfErrors();
        return network.orElseThrow();
    }

    /**
     * Same as {@link #parse(String, Storages, Diagnostics)} for lines already in memory.
     *
     * @param source name of the source in messages
     */
    public static Optional<NetworkSpec> parse(String source, List<String> lines, Diagnostics diagnostics) {
        int before = diagnostics.errors().size();
        List<ZnnBlock> blocks = new ZnnBlockSplitter(source, diagnostics).split(lines);
        if (blocks.size() > MAX_BLOCKS) {
            diagnostics.error(source, "has more than " + MAX_BLOCKS + " nodes and edges", "give a network file");
            return Optional.empty();
        }
        return NetworkAssembler.assemble(source, blocks, diagnostics)
                .filter(n -> diagnostics.errors().size() == before);
    }
}
